"""The words the checker knows: measure words, idioms, and what stands around numbers. The language's, not one text's.

Sources: GB/T 15835 (numerals), the measure words of 《现代汉语八百词》, and what work reports write.
"""


def words(text: str) -> tuple[str, ...]:
    """The words of a block of text."""
    return tuple(text.split())


def either(listed: tuple[str, ...]) -> str:
    """A pattern of alternatives, longest first; the words may be patterns themselves."""
    return "|".join(sorted(set(listed), key=lambda word: (-len(word), word)))


PEOPLE = words("人次 人(次) 人（次） 名 人 位 员")
"""Measure words of people and of attendances."""
TIMES = words("""
    个工作日 工作日 个季度 个星期 星期 个小时 个多小时 个月 个多月 个半月 周年 周岁 昼夜 小时 分钟 秒钟 年半 年 天 周 秒
    岁 载 晚 夜 学时 课时
""")
"""Measure words of time."""
WORKED = words("小时 个小时 学时 课时 分钟")
"""Times that add up to an amount of work."""
AMOUNTS = words("""
    平方公里 平方千米 平方米 立方米 公顷 平方 公里 千米 海里 厘米 毫米 公斤 千克 千瓦时 千瓦 兆瓦 学分 美元 港元 欧元
    日元 元 块钱 毛 吨 克 斤 升 毫升 亩 米 里 度 分 兆 km kg cm mm GB MB TB m² ㎡ ℃
""")
"""Units of money, length, weight and the like."""
RATES = words("倍 成 个百分点 百分点")
"""Measure words of shares and changes."""
STRUCTURES = words("""
    个 项 大 级 类 种 方面 步 支 层 重 节 组 队 道 位 条 面 轮 线 星级 部 课 门 段 区 县 市 村 点 头 口 分 度 班 年级
""")
"""What small Chinese numerals stand before in names of programmes, bodies and slogans."""
PLACES = words("号 栋 幢 单元 室 楼 层 组 座 户")
"""Measure words that also number houses and rooms."""
UNITS_OF_FORCE = words("军 师 旅 团 营 连 中队 大队 支队 小学 中学 医院 局 党支部 支部")
"""Bodies that carry an ordinal in their name."""
COUNTS = words("""
    场(次) 场（次） 件(次) 件（次） 起(件) 起（件） 处(次) 处（次） 个(次) 个（次） 台(次) 台（次） 辆(次) 辆（次） 场次
    台次 架次 车次 户次 班次 批次 频次 件次 艘次 辆次 航次 例次 份次 家次 处次 篇次 条次 期次 轮次 卷次 床次 剂次 册次
    项次 人份 章 个 项 条 件 篇 部 张 幅 首 支 起 宗 例 份 册 本 台 辆 架 艘 套 间 座 处 所 家 户 口 棵 株 头 只 匹 块 面
    把 枚 颗 粒 根 段 节 课 堂 场 回 趟 遍 批 组 对 副 队 班 款 笔 单 票 桩 门 集 页 字 句 则 封 通 包 箱 袋 瓶 桶 卷 盘
    盒 轮 道 片 栋 幢 次 期 届 人家 尾 羽 扇 盏 顶 床 桌 席 眼 宿 站 格 帧 发 层 剂 丸 年级 号楼 号线 号院 号门 号 单元
    室 楼 部门 县区 区县 县 乡镇 镇 村 校 市 所学校 大 级 类 种 星级 方面
""")
"""All other measure words behind a quantity."""
ORDINALS = words("""
    个 次 届 期 批 轮 号 条 款 项 章 节 页 版 名 位 集 卷 辑 部 季 场 站 组 队 排 班 代 年 天 日 周 阶段 步 类 层 级
    部分 例 件 起 篇 方 课 名次 科 室 车间 楼 编
""")
"""Measure words behind 第 and its numeral."""
NOT_MEASURES = words("""
    人民 人均 人大 人工 人类 人才 人员 人道 名单 名录 位于 位居 位列 位次 条例 条件 件事实 部署 部分 项下 项目部 家庭
    家长 家人 家属院 所有 所以 所在 所属 场所 次要 次日 次年 个性 个人 个体 面向 面对 面临 对于 对照 对标 对待 把握 把关
    起草 起源 起步 起到 起来 起着 单位 单独 点燃 口径 口号 分别 分析 分类 分享 分布 分为 分之 分局 度过 级别 大于 大幅
    大力 大队 中队 重点 重大 重要 步伐 年轻 年终 年底 年初 年代 天然 周边 周围 期间 期待 期末 里面 里程 元旦 元素 元宵
    通过 通报 通知 通道 回来 回到 首先 首次 首个 首批 节约 节点 节日 节能 课题 字样 市民 市场 市级 市局 市直 县级 镇级
    村级 村民 校园 校区 站点 组织 组建 队伍 批准 批示 道路 门户 轮流 集中 集体 集成 页面 段位 套牌 支持 支部 支队(?!伍)
    间隔 处理 处置 处于 处罚 户籍 户外 本报 本地 本市 本书 本科 根据 片区 尾号 席位 眼神 桌面 格外 号召 号码 性别 性能
    款项 笔试 票价 顶层 发展 发布 发现 发放 发生 发挥 发动 发行 发言 发出 发起 发送 发达 发表 层次 层面 室内 室外 楼道
    楼宇
""")
"""Words that begin like a measure word and are none (patterns)."""
NOT_NUMBERS = words("""
    十分 十足 十字 十堰 十里 十全十美 百姓 百货 百花 百科 百般 百炼 百灵 百合 百色 百度 百倍 百出 百战 百折不挠 百舸争流
    百尺竿头 百步 百废 百业 百强 百家 百事 百万庄 千家万户 千方百计 千锤百炼 千军万马 千山万水 千言万语 千丝万缕
    千载难逢 千秋 千里 千钧 千阳 千差万别 千辛万苦 千头万绪 千古 千禧 千斤顶 千帆 万分 万家 万众 万物 万象 万里 万源
    万州 万达 万宁 万一 万无一失 万古 万岁 万马 万水 万全 万能 万事 万方 万载 万年 万荣 万安 万盛 亿万 两岸 两侧 两旁
    两边 两翼 两当 两江 四川 四平 四海 四处 四周 四方 四面八方 四通八达 四季 四肢 四会市 三亚 三明市 三门峡 三峡 三原
    三星 三秦 三湘 三晋 三角 三思 三番五次 三轮 三文 三江 三水 三沙 三国 三台 九江 九州 九龙 九寨 九泉 九霄 八方 八达
    八卦 八闽 八桂 八仙 七夕 七台河 七上八下 七里 五常 五湖四海 五莲 五谷 五华 五彩 五星红旗 五金 五官 五粮 五台 五指
    五四 六安 六合 六盘水 六神 二连浩特 二手 二胡 二话 二维 二郎 二人转 二传 二氧化 零距离 零容忍 零星 零售 零食 零件
    零散 零部件 零碎 零下 成千上万 成百上千
""")
"""Words, places and idioms that begin with a numeral sign and say no number."""
ABSTRACT = words("""
    方面 维度 层面 环节 篇章 警营 工程 意识 自信 维护 确立 务必 坚持 标准 机制 体系 原则 目标 重点 关系 问题导向 阶段
    步骤 领域 能力 作风 优势 作用 抓手 统一 结合 到位 转变 创新 提升 突破 延伸 战略 战役 攻坚 行动 计划 任务 理念 精神
    文明 文化 纪律 规定 准则 清单 责任 强化 聚焦 注重 强调 必须 关键 全面 代表 建设 革命 基本 走在前 表率 不准 严禁 禁令
    铁规 现代化 平台 板块 主题 主线 品牌 模式 步 梯队 定位 融合 过硬 一律 不放过
""")
"""Heads of names of programmes."""
EVENT_KINDS = words("主题 系列 重点 专题 大型 文体 文化 宣传 公益 群众性 集中 专项")
"""What stands before a countable event."""
CONCRETE = words("""
    活动 比赛 大赛 竞赛 赛事 培训 讲座 案件 项目 课题 论文 作品 奖项 奖 会议 典型案件 案例 品种
""")
"""Countable events and things."""
SPENDING = words("""
    累计 共 总计 合计 服务 志愿 培训 授课 学习 学时 总 时长 值守 执勤 巡逻 劳动 达 时间 节省 节约
""")
"""Before hours that add up."""
ADDRESSES = words("路 街 巷 道 弄 大厦 小区 花园 村 号 栋 幢 座 单元 楼 社区 街道 镇 乡 室")
"""Before the number of a house or room."""
CLAIMING = words("""
    达 达到 为 至 共 共计 总计 合计 突破 累计 计 增加到 增加 下降到 下降 上升到 上升 有 量 数 率 [:：]
""")
"""Before a number that claims something without a measure word (patterns)."""
CROWD = words("""
    民警 辅警 群众 师生 学生 教师 干部 党员 职工 志愿者 医护 消防员 法官 检察官 患者 市民
""")
"""Kinds of people."""
HOTLINE_KINDS = words("服务 报警 政务 便民 举报 投诉 监督")
"""Before 热线."""
HOTLINES = words("""
    热线 平台 电话 指挥中心 报警 接处警 接警 警情 宣传日 宣传 调度 中心 指令 联动 急救 救援 台
""")
"""Behind 110, 12345."""
FIRST_WORDS = words("""
    时间 书记 线 方 责任人 现场 要务 资源 动力 生产力 关口 道防线 议题 课堂 任务 标准 位的 人称 反应 落点 产业
""")
"""第一时间 and the like rank nothing."""
RANKING = words("""
    位居 位列 排名 居 列 名列 全省 全市 全国 全县 全区 综合 考核 得分 排 稳居 跃居 进位 升至 获 夺得 取得 总分 团体 全警
    同类 行业
""")
"""Before a place in a ranking."""
FOCUSING = words("围绕 聚焦 紧扣 坚持 突出 从 落实 深化 强化 抓好 把握")
"""Before the name of a programme."""
MOVING = words("前移 后移 上升 下降 提升 前进 进位 晋升 跃升")
"""Before places gained or lost."""
VERBS = words("""
    组织开展 积极开展 扎实开展 广泛开展 深入开展 开展 举办 举行 召开 组织制作 制作 发布 刊发 刊登 收到 征集 建成 建立
    组建 成立 评定 评出 评选 推送 推出 通过 完成 破获 抓获 查处 查获 办理 受理 审结 新收 化解 调解 处置 接报 出动 救出
    救助 疏散 培训 发放 慰问 走访 检查 排查 整改 投入 获评 荣获 获得 获 被评为 评为 共计 共 累计 分别 其中 全年 达到 达
    为 有 了 等
""")
"""Between what was done it to and the thing counted."""
COMPARING = words("""
    同比 环比 较上年 比上年 较去年 比去年 增长 上升 下降 增加 减少 提升 提高 降低 翻
""")
"""A change against an earlier period."""
ACHIEVING = words("""
    建成 建立 获得 荣获 获评 获 抓获 破获 查获 查处 成立 组建 新增 收到 荣立 立功 引进 解救 受理 办结 审结 救出 救助
    出动 培养 举办 召开 各
""")
"""Before a 一 that counts."""
SYNONYMS = words("""
    刊登=刊发=刊播=发表=登载=刊载=见报 发布=推送=下发=推出=推发 图书室=图书馆=书屋=阅览室 集中学习=集体学习 稿件=新闻稿件=新闻报道
    民辅警=民警、辅警=民警辅警 微电影=微影片 短视频=小视频 批示肯定=批示表扬=批示表彰 媒体=新闻媒体 比赛=竞赛=大赛
""")
"""Words that say the same to the linker; the first of each stands for all."""
