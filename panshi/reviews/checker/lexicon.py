"""The words the checker knows: measure words, idioms, and what stands around numbers. The language's, not one text's.

Sources: GB/T 15835 (numerals), the measure words of 《现代汉语八百词》, and what work reports write.
"""

from typing import Any

from panshi.reviews.checker.patterns import compiled

_PATTERN_SIGNS = frozenset("()[]\\|?+*.$^")


def words(text: str) -> tuple[str, ...]:
    """The words of a block of text."""
    return tuple(text.split())


def plainly(listed: tuple[str, ...]) -> frozenset[str]:
    """The words themselves, without what their patterns look for behind them."""
    return frozenset(word.partition("(?")[0] for word in listed)


def either(listed: tuple[str, ...]) -> str:
    """A pattern of alternatives, longest first; words that are patterns in their middle come before all others.

    All others become a tree that shares their beginnings, so that a match reads each sign once; what a word looks for
    behind it (人(?!民)) hangs at its end.
    """
    patterns: list[str] = []
    tree: dict[str, Any] = {}
    for word in set(listed):
        plain, look, ahead = word.partition("(?")
        if not plain or _PATTERN_SIGNS & set(plain) or not _AHEAD.fullmatch(look + ahead):
            patterns.append(word)
            continue
        node = tree
        for sign in plain:
            node = node.setdefault(sign, {})
        node[look + ahead] = {}
    patterns.sort(key=lambda word: (-len(word), word))
    return "|".join([*patterns, *([_branches(tree)] if tree else [])])


_AHEAD = compiled(r"(?:\(\?[!=][^()]*\))?")


def _branches(node: dict[str, Any]) -> str:
    """The pattern of a tree of signs; an empty sign ends a word, one that begins with a bracket ends it on a condition."""
    signs = [sign for sign in sorted(node) if len(sign) == 1]
    ends = [sign for sign in signs if node[sign].keys() == {""}]
    branches = [sign + _branches(node[sign]) for sign in signs if sign not in ends]
    if ends:
        branches.append(f"[{''.join(ends)}]" if len(ends) > 1 else ends[0])
    branches += [sign for sign in sorted(node) if len(sign) > 1]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in node else pattern


PEOPLE = words("口人 人次 人(次) 人（次） 名 人 位 员")
"""Measure words of people and of attendances."""
TIMES = words("""
    个工作日 工作日 个季度 个星期 个周末 星期 个小时 个多小时 个半小时 个月 个多月 个半月 个学期 学期 个学年 学年 周年
    周岁 昼夜 旬 小时 分钟 秒钟 毫秒 年 天 周 秒 岁 载 晚 夜 刻钟 个钟头 钟头 分半钟 分半 个年头 个昼夜 个日夜 月龄 日龄
    日(?![、常益元龄]) 世纪
""")
"""Measure words of time (patterns)."""
WORKED = words("小时 个小时 分钟")
"""Times that add up to an amount of work."""
MONEY = words("美元 港元 欧元 日元 英镑 卢布 韩元 元 块钱 毛钱 角钱 角(?!度|色|落|逐|钱) 美金 人民币")
"""Units of money (patterns)."""
AMOUNTS = words("""
    平方公里 平方千米 平方米 平方厘米 立方米每秒 立方米 立方 方(?!面|案|式|向|法|便|针|位|略|言|可|能|才|阵|队|米|块)
    米每秒 公里每小时 人年 公顷 平方 公里 千米 海里 厘米 毫米 微米 纳米 公分 公斤 千克 毫克 微克 千瓦时 千瓦 兆瓦时 兆瓦
    吉瓦 瓦 学分 积分 吨公里 吨标准煤 标准煤 吨 克 斤 升 毫升 亩 米 里 度 分 兆 公担 学时 课时 毫摩尔 摩尔
    步(?!入|行|伐|调|骤) 兆伏安 千乏 兆乏 安培 毫安时 毫安 安时 伏特 毫伏 兆帕 千帕 帕斯卡 吉焦 千焦 焦耳 流明 勒克斯 贝可
    毫西弗 微西弗 微升 分升 公升 纳克 克拉 盎司 英里 英尺 磅 加仑 标方 立方千米 立方厘米 工日 台班 工时 人时 车公里 人公里
    兆比特 比特 转(?!变|型|移|化|让|运|为|诊|岗|账|发|换|交|入|出|正|院|办|播|基|制|弯|战|业|场|作|身|向|载|学|介)
    国际单位 千卡 大卡 卡路里 千伏安 马力 摄氏度 分贝 标箱 标准箱 载重吨 总吨 km kg cm mm m(?![A-Za-z²³]) ml mL mg
    t(?![A-Za-z]) mmHg GB MB TB PB kWh kW MW GW m² m³ ㎡ ℃ °C TEU dB Hz kHz MHz GHz Mbps Gbps kPa MPa kVA MVA nm μm μg IU
""")
"""Units of length, area, weight, work and the like."""
RATINGS = words("kV kv KV 千伏(?!安) 伏(?!安) 英寸 寸 吨级 赫兹 赫 维(?!护|修|权|稳|持|度) 型 排(?=螺旋|CT) 万像素 像素 号线")
"""What a thing is called by: 110千伏变电站, 256排螺旋CT (patterns)."""
RATES = words("""
    倍 个百分点 百分点 个千分点 千分点 折(?![算合射叠旧返子]) 个点(?=[，,。；;、]|$) 个基点
    成(?!立|为|员|功|果|长|就|本|品|效|绩|形|型|熟|套|都|交|分|团|色|材|人|家|片|群|网)
""")
"""Measure words of shares and changes."""
STRUCTURES = words("""
    大类 大项 个 项 大 级 类 种 方面 步 支 层 重 节 组 队 道 位 条 面 轮 线 星级 部 课 门 段 区 县 市 村 点 头 口 分 度 班
    年级 省 乡 镇 校 院 路 版 维 型 站 环 带 端 园 库 馆 中心 次 场 期 本 张 堂 处 家
""")
"""What small Chinese numerals stand before in names of programmes, bodies and slogans."""
PLACES = words("号 栋 幢 单元 室 楼 层 组 座")
"""Measure words that also number houses and rooms."""
UNITS_OF_FORCE = words("""
    军(?!人|民|地) 师(?!范|生|资) 旅(?!游|客|途) 团(?!体|队|员|委|结) 营(?!业|养|造|销) 连(?!续|任|锁|年) 中队 大队 支队
    总队 分队 小队 小学 中学 小 医院 人民医院 幼儿园 党支部 党小组 支部 附属医院 检察部 监狱 看守所 税务所 分局 派出所
    村民小组 居民小组 网格 分公司 车队 党总支 敬老院 合议庭 审判庭 巡回法庭 附属
""")
"""Bodies that carry an ordinal in their name (patterns)."""
COUNTS = words("""
    讲(?!话|座|课|解|好|党|述|师|习|究) 双(?!方|重|减|随|向|拥|语|休|百|桥|十) 响(?!应) 场(次) 场（次） 件(次) 件（次）
    起(件) 起（件） 处(次) 处（次） 个(次) 个（次） 台(次) 台（次） 辆(次) 辆（次） 场次 台次 架次 车次 户次 班次 批次
    频次 件次 艘次 辆次 航次 例次 份次 家次 处次 篇次 条次 期次 轮次 卷次 床次 剂次 册次 项次 人份 章 个 项 条 件 篇 部 张
    幅 首 支 起 宗 例 份 册 本 台 辆 架 艘 套 间 座 处 所 家 户 口 棵 株 头 只 匹 块 面 把 枚 颗 粒 根 段 节 课 堂 场 回
    趟 遍 批 组 对 副 队 班 款 笔 单 票 桩 门 集 页 字 句 则 封 通 包 箱 袋 瓶 桶 卷 盘 盒 轮 道 片 栋 幢 次 期 届 人家 尾
    羽 扇 盏 顶 床 桌 席 眼 宿 站 格 帧 发 层 剂 丸 年级 号线 号 单元 室 楼 部门 县区 区县 县(?!道) 乡镇 乡 镇 村 校 市
    省(?!道) 州 国(?!道) 旗 区 大 级 类 种 星级 方面 站次 所次 校次 针次 单次 票次 组次 企次 车道 车位 餐位 席次 学位 床日
    人天 人日 字节 街道 社区 镇街 街镇 企业 学院 专业 学科 岗位 中心 病区 科室 网点 站点 院 馆 库 车 茬 拨 束 孔 跨 样 幕
    省份 城市 国家 地市 市州 行业 高校 院校 标段 台套 台件 套件 件套 大类 大项 具(?!有|体|备) 个位次 位次 台阶 重 步 梯队
    句话 [金银铜](?=[0-9一二三四五六七八九两，,。；;、的]) 路(?!口|段|面|灯|线|径|人|程|过|上|边|长|况|域|由|径)
    线(?!上|下|索|路|条|民|缆|程|圈) 强(?!化|调|制|力|警|国|省|市|降|度|对|劲|身|基|链) 名次 针 炉 担次 声 份额 箱次 小题
    题 栏 拍 圈 滴 伙 株次 尾次 头次 只次 羽次 亩次 项目次 张次 幅次 部次 种次 井次 课次 版次 点次 路次 车辆次 床位 泊位
    展位 摊位 点位 机位 工位 铺位 席位次 名额 航班 折合箱 列(?!入|出|为|车|举|席|表|队|于|支|装|位|第)
    稿(?!件|子|源|费|酬|纸) 排(?!名|查|放|列|除|练|水|污|行|队|序|版|班|球|片|涝|便|忧|险|障|他|期|出|头|演)
    串(?!联|通|门|供|并) 股(?!份|权|东|市|票|长|本|金|室) 群(?!众|体|里|内|聊|主|组|发|星|英|团|防|策|文|落|艺)
    管(?!理|控|道|辖|网|护|制|教|线|委|用|好|住|家|片|事|孔|廊|带) 阵(?!地|容|营|线|型|列)
    局(?!面|长|机|党|属|里|内|领|部|势|限|域|地) 版(?!本|权|面|块|图|式|税|画) 扎(?!实|根|堆|染|营|紧|口) 篮(?!球|板|筐)
    罐(?!区|车|体|装) 听(?!取|证|课|众|力|写|说|讲|到|见|障|党|汇|报|从|觉|民) 杯(?!赛) 盆(?!景|地|栽|腔) 锅(?!炉)
    餐(?!饮|厅|馆|桌|具|位) 味(?!道|觉|精) 贴(?!息|补|近|心|合|出|士|吧) 服(?!务|刑|装|从|药|役|判|用|饰|法|气|众)
    尊(?!重|严|老|师|敬|称|崇) 挺(?!进|立|起|拔) 窝(?!点|藏|案) 岗(?!位|亭|前|哨|上|责|学) 叠(?!加|彩|合) 垛 朵 丛 簇 枝
    捆 摞 沓 筐 篓 碗 缸 壶 坛 笼 屉 顿 帖 樘 柜(?!台|员|面) 杆 洞(?!穴|察|庭) 截(?!至|止|获|图|留|流) 瓣
    挂(?!牌|号|职|失|钩|靠|图|联|网|帅|点|证|包|职) 掌(?!握|声|上|管) 拳 遭(?!遇|受|到|灾) 仗 匙 勺 茎 穗 垄 畦 开间 挡
    帖次 张卷 单元楼 客次 人头 块地 处点 炮 缕
""")
"""All other measure words behind a quantity."""
ORDINALS = words("""
    产业 个 次 届 期 批 轮 号 条 款 项 章 节 页 版 名 位 集 卷 辑 部 季 场 站 组 队 排 班 代 年 天 日 周 阶段 步 类 层 级
    部分 例 件 起 篇 方 课 名次 科 室 车间 楼 编 讲 回 幕 任 胎 针 剂 台 座 家 枪 波 梯队 拨 盘 局 种 本 封 块 张 支 批次
    场次 学期 学年 小时 分钟 学段 篇章 曲 轮次 夜 道 间 单元 棒 面 户 门 环
""")
"""Measure words behind 第 and its numeral."""
NOT_MEASURES = words("""
    方阵 方针 方略 方队 项目(?!标) 人民 人均 人大 人工 人类 人才 人员 人道 名单 名录(?!取) 位于 位居(?!民|家) 位列(?!席)
    条例 条件 部署 部分 项下 项目部 家庭(?!农|旅|医|养) 家长 家人 家属院 所有 所以 所在 所属 场所 次要 次日 次年 个性
    个体(?!育|验|系|检) 面向 面对 面临 对于 对照 对标 对待 把握 把关 起草 起源 起步 起着 单位 单独 点燃 口径 口号 分别
    分析 分类 分享 分布 分为 分之 分局 度过 级别 大于 大幅 大力 大队 中队 重点 重大 重要 步伐 年轻 年终 年底 年初 年代
    天然 周边 周围 期间 期待 期末 里面 里程 元旦 元素 元宵 通过 通报 通知 通道 回来 回到 首先 首次 首个 首批 节约 节点
    节日 节能 节气 课题 字样 市民 市场 市级 市局 市直 县级 镇级 村级 村民 校园 校区 站点 组织 组建 队伍 批准 批示 道路 门户
    轮流 集中 集体 集成 页面 段位 套牌 支持 支部 支队(?!伍) 间隔 处理 处置 处于 处罚 户籍 户外 本报 本地 本市 本科 根据
    片区 尾号 席位 眼神 桌面 格外 号召 号码 性别 性能 款项 笔试 票价 顶层 发展 发布 发现 发放 发生 发挥 发动 发行 发言
    发出 发起 发送 发达 发表 层次 层面 室内 室外 楼道 楼宇 节目 章程 支援 台风 台湾 台账 院长 院内 院士 院领导 馆长 馆藏
    库存 库房 国内 国际 国家级 省级 省内 省外 省厅 省委 市内 市外 市委 市区 区级 区内 区域 区委 区间 车辆 车主 车间 车站
    车管 车牌 街道办 社区民警 季节 样本 样式 样品 步入 步行 重症 重伤 重新 班子 班级 班主任 班车 班组 束缚 针对 课程 课堂
    课后 课本 课外 课间 讲话 盘活 局面 局长 支出 支付 校长 校外 校内 校车 村里 村干部 村委 镇长 乡村 乡亲 乡贤 县委 县域
    县城 县内 口岸 口腔 口头 口罩 户主 户均 家乡(?!镇) 家访 次序 次均 例外 例会 件均 篇幅 部委 部队 部长 幅度 首要 首席
    首都 首位 首创 首轮 起诉 起降 起火 套路 套餐 间接 间断 座谈 座椅 处分 处级 处长 处方 处在 处境 所辖 所长 所内 所需
    所谓 头条 头版 头盔 只有 只要 只是 只能 匹配 面积 面貌 面试 面授 把好 把脉 根本 根治 场景 场馆 场地 场外 场内 回访
    回应 回复 回升 回款 遍布 遍及 批复 批量 批改 批发 组长 组成 组员 对口 对外 对内 对象 对方 对接 对手 对比 对话 对应
    副职 副局 副院 副校 副省 副市 副高 队员 队长 队列 款式 笔记 笔录 单一 单日 单价 单身 票房 票据 门诊 门前 门急诊 门店
    门类 门槛 门票 集市 集团 集聚 集约 集资 页数 字数 封闭 封面 通车 通行 通航 通信 通讯 包括 包含 包装 包保 包联 包村
    箱体 盘点 道德 道具 片面 期刊(?![发登出载]) 期满 期货 期限 期盼 届时 届满 尾气 羽毛 顶级 顶尖 席卷 站长 站位 格局 格式
    发射 发热 发明 发证 发改 发病 发案 发包 发电 发车 发力 层出 层级 剂量 大专 大学 大多 大家 大约 大小 大厅 大数据 大气
    大病 大型 大赛 大会 大雨 大桥 大棚 大宗 大户 大事 大火 类似 种子 种植 种养 周末 周报 周刊 分管 分院 分校 分设 分公司
    分批 分期 分组 分散 分发 分工 分赴 分层 分级 分解 分段 分片 分中心 分会 克服 克难 升级 升至 升幅 升温 升学 升旗 升降
    石油 石化 元件 吨位 米饭 度假 国家安全 拨付 拨打 声音 声誉 圈子 角度 角色 栏目 题目 题材 伙伴 企业家 企业化 城市化
    城市更新 国庆 国企 国有 国省 库区 声明 束手 样板 亩均 重度 重阳 重庆
""")
"""Words that begin like a measure word and are none (patterns)."""
NOT_NUMBERS = words("""
    三秦 三湘 三晋 八闽 八桂 九龙 两湖 两广 百日(?!咳) 三次产业 十分 十足 十字 十里 十全十美 百姓 百货 百花 百科 百般 百炼
    百灵 百合 百度 百倍 百出 百战 百折不挠 百舸争流 百尺竿头 百步 百废 百业 百强 百家 百事 百万庄 千家万户 千方百计
    千锤百炼 千军万马 千山万水 千言万语 千丝万缕 千载难逢 千秋 千里 千钧 千差万别 千辛万苦 千头万绪 千古 千禧 千斤顶 千帆
    万分 万家 万众 万物 万象 万里 万达 万一 万无一失 万古 万岁 万马 万水 万全 万能 万事 万方 两者 二者 亿万 两岸 两侧 两旁
    两边 两翼 两当 四海 四处 四周 四方 四面八方 四通八达 四季 四肢 三星(?!级) 三角 三思 三番五次 三轮 三文 三国 九州 九泉
    九霄 八方 八达 八卦 八仙 七夕 七上八下 七里 五湖四海 五谷 五彩 五星红旗 五金 五官 五粮 五四 六神 二手 二胡 二话 二维
    二郎 二人转 二传 二氧化 零距离 零(?=[一-鿿])(?![一二三四五六七八九点时下]) 零容忍 零星 零售 零食 零件 零散 零部件 零碎
    零下 成千上万 成百上千
""")
"""Words, places and idioms that begin with a numeral sign and say no number."""
PROGRAMMES = words("""
    三合一 二合一 三下乡 两不愁三保障 十佳 十强 十优 百强 百佳 三会一课 两学一做 三证合一 五证合一 四不两直 三区三州 两癌
    三孩 二孩 三胎 二胎 三甲 三无 三违 三同步 五保户 三伏天 三九天 三公经费
""")
"""Names of programmes that go on beyond one sign behind their numeral."""
IDIOMS = words("""
    三令五申 不三不四 朝三暮四 举一反三 以一当十 七拼八凑 七上八下 七嘴八舌 七零八落 七手八脚 五花八门 五光十色 五颜六色
    四分五裂 四平八稳 四面八方 四通八达 四海为家 四世同堂 三番五次 三番两次 三三两两 三言两语 三心二意 三头六臂 三长两短
    三五成群 三思而行 三顾茅庐 三生有幸 三足鼎立 三教九流 推三阻四 丢三落四 颠三倒四 说三道四 低三下四 再三 两全其美
    两袖清风 两面三刀 一五一十 一心一意 一举一动 一言一行 一朝一夕 一草一木 一砖一瓦 一点一滴 一丝一毫 一笔一画 一针一线
    一步一个 一分一秒 一山一水 一唱一和 一模一样 一板一眼 一问一答 一张一弛 一来二去 一清二楚 一穷二白 一石二鸟 一干二净
    一刀两断 一举两得 一波三折 一日三秋 一目十行 一呼百应 一了百了 一应俱全 一落千丈 一泻千里 一诺千金 一日千里 一字千金
    一掷千金 一刻千金 一本万利 百里挑一 万里挑一 九牛一毛 九死一生 九霄云外 十万火急 十全十美 十拿九稳 十有八九 十年树木
    百年树人 百年大计 百年未有 十年如一日 数十年如一日 百花齐放 百家争鸣 百尺竿头 百川归海 百感交集 百废待兴 百看不厌
    百密一疏 百战百胜 百发百中 百依百顺 百折不挠 百炼成钢 千家万户 千方百计 千锤百炼 千军万马 千山万水 千言万语 千丝万缕
    千差万别 千辛万苦 千头万绪 千变万化 千秋万代 千钧一发 千篇一律 千真万确 千载难逢 万众一心 万无一失 万家灯火 万事俱备
    万水千山 万紫千红 万象更新 万马奔腾 成千上万 成百上千 数以万计 数以千计 数以百计 数以亿计 乱七八糟 横七竖八 半斤八两
    五体投地 六神无主 五湖四海 五谷丰登 五味杂陈 二话不说 说一不二 独一无二 数一数二 合二为一 接二连三 略知一二 始终如一
    表里如一 言行合一 知行合一 九九归一 三下五除二 不管三七二十一 八仙过海 八方支援 八面玲珑 九州大地 惩一儆百 以一持万
    闻一知十 以十当百 杀一儆百 四舍五入 欢聚一堂 汇聚一堂 济济一堂 三伏 三九天 数九 四季如春 春夏秋冬四季 事半功倍 万里长征 丁四
    张三 李四 王五 赵六 王二
""")
"""Idioms and the like with numeral signs anywhere in them; none says a number."""
PLACE_NAMES = words("""
    四川 四平 四会 三亚 三明市 三门峡 三峡 三原 三江 三水 三沙 三台(?=县) 三门(?=县|湾) 三河 三穗 三都 三里屯 九江 九龙坡
    九寨沟 九台(?=区|市|农) 九华山 八达岭 八里桥 七台河 七里河 五常 五莲 五华 五台山 五指山 五家渠 五河 五大连池 五峰 五原
    五寨 五通桥 五角场 五道口 五棵松 六安 六合 六盘水 六里桥 万州 万宁 万载 万年县 万荣 万安 万盛 万源 万山 万全区 万柏林
    千阳 千岛湖 百色 十堰 两江新区 二连浩特 [一二三四五六七八九十]{1,2}(?=(?:路|街|大道|大街|巷|广场)(?!段))
""")
"""Places whose names begin with a numeral sign (patterns)."""
ABSTRACT = words("""
    方面 维度 层面 环节 篇章 警营 工程 意识 自信 维护 确立 务必 坚持 标准 机制 体系 原则 目标 重点 关系 问题导向 阶段 步骤
    领域 能力 作风 优势 作用 抓手 统一 结合 到位 转变 创新 提升 突破 延伸 战略 战役 攻坚 行动 计划 任务 理念 精神 文明
    文化 纪律 规定 准则 清单 责任 强化 聚焦 注重 强调 必须 关键 全面 代表 建设 革命 基本 走在前 表率 不准 严禁 禁令 铁规
    现代化 平台 板块 主题 主线 品牌 模式 步 梯队 定位 融合 过硬 一律 不放过 台阶 问题导向 关口 关系
""")
"""Heads of names of programmes."""
EVENT_KINDS = words("主题 系列 重点 专题 大型 文体 文化 宣传 公益 群众性 集中 专项")
"""What stands before a countable event."""
CONCRETE = words("""
    小区 社区 行政村 自然村 乡镇 街道 县区 区县 单位 部门 企业 家庭 学校 班级 医院 派出所 小组 集体 团伙 窝点 场所 隐患
    线索 网点 站点 活动 赛事 比赛 大赛 竞赛 培训 讲座 案件 项目 课题 论文 作品 奖项 奖 会议 典型案件 案例 品种 中心 产业
    园区 片区 展区 队伍 村子 村庄 纠纷 商品 学科 科目
""")
"""Countable events and things."""
SPENDING = words("""
    累计 共 总计 合计 志愿 培训 授课 学习 总时长 时长 值守 执勤 巡逻 劳动 奉献 贡献
""")
"""Before hours that add up."""
ADDRESSES = words("路 街 巷 (?<![隧通匝管渠车轨航跑步栈过廊])道 弄 大厦 小区 花园 村 号 栋 幢 座 单元 楼 社区 街道 镇 乡 室")
"""Before the number of a house or room."""
CLAIMING = words("""
    达 达到 为 至 共 共计 总计 合计 突破 累计 计 增加到 增加 下降到 下降 上升到 上升 有 量 数 率 [:：] 至少 仅 只 升至
    降至 增至 减至 扩至 扩大到 提升到 降到 升到 增到 扩展到
""")
"""Before a number that claims something without a measure word (patterns)."""
CROWD = words("""
    民警 辅警 群众 师生 学生 教师 干部 党员 职工 志愿者 医护 消防员 法官 检察官 患者 市民 孩子 老人 学子 村民 居民 农民
    工人 员工 游客 读者 选手 运动员 专家 教授 医生 护士 人员 代表 委员 家长 儿童 少年 青年 妇女 嫌疑人 被告人 罪犯 当事人
    干警 警力 指战员 老师 网友 粉丝 战士 官兵 农民工 贫困人口 人口 劳动力 大学生 退役军人 同学 新生 观众 司机 骑手 旅客
    乘客 业主 律师 网格员 调解员 陪审员 人大代表 团员 队员 毕业生 残疾人 病人 伤员 婴儿 产妇 驾驶员 驾驶人 考生 人才 技工
    企业家 纳税人
""")
"""Kinds of people."""
NOT_CROWDS = words("""
    小组 社团 突击队 服务队 宣讲队 代表队 代表团 工作队 先锋队 志愿队 党小组 活动室 工作室 食堂 驿站 服务站 工作站 活动站
    中心 之家 基地 团队 分队 支部 委员会 自治会 理事会 协会 学校 医院 家庭 集体 示范岗 先锋岗 责任区 服务点 活动点 项目
    课题 俱乐部 论坛 公寓 社区 方阵 教育点 档案 案例 案件 工程 品牌 之星 讲堂 课堂 阵地 公司
""")
"""Behind a kind of people: a body of them, and no persons."""
KINDS_COUNTED = words("""
    攒齐 凑齐 集齐 凑够 改 易 写 冲上 登上 爬 爬上 建成 建 盖 起 做成 干成 办成 涌现 共 仅 只有 仅有 只 至少 涉及 覆盖 涵盖 分布在
    开出 砍掉 清退 梳理出 归纳出 分成 完成 解决 排查出 打掉 改出 连演 连开 连办 连获 连夺 先后
""")
"""Before a small Chinese numeral that counts even kinds and drafts."""
OWN_NOUNS = words("""
    头牛 头猪 头羊 头驴 头骡 头象 头鹿 头奶牛 头肉牛 头母 头黄牛 口井 口塘 口锅 口窑 口缸 门课 门功课 门炮 门技术 门手艺
    门亲 门学科 面墙 面旗 面锣 面镜 面锦旗 面红旗 道题 道菜 道闸 道梁 道山 点建议 节课 节车厢 级台阶 层楼 层纸 层膜 重山
    条河 条路 条沟 条街 条鱼 条命 条建议 条意见 版报 站路 分球 分钱 分地 分田 步路 步远 段路 段高速 段视频 段录音 轮面试
    组数据 组照片 本书 本账 张床 张照片 张纸 张网 次手术 期班 堂课 家店 处房 队人马 点体会 村民 户人 端午
""")
"""Measure words with what they measure: a small Chinese numeral before them counts."""
PAYING = words("""
    分红 工资 补助 补贴 奖金 花 挣 赚 卖 领 领到 罚 省 省下 租金 房租 收入 掏 付 交 便宜 涨 每斤 每月 每天 一斤 只要 只收
    收费 票价 单价 增收 多收 借 捐 凑 价格 成本 套餐 存 寄 欠
""")
"""Before 块 that is money."""
HOTLINE_KINDS = words("服务 报警 政务 便民 举报 投诉 监督")
"""Before 热线."""
HOTLINES = words("""
    热线 平台 电话 指挥中心 报警 接处警 接警 警情 宣传日 宣传 调度 中心 指令 联动 急救 救援 台
""")
"""Behind 110, 12345."""
FIRST_WORDS = words("""
    梯队 方阵 学历 季度 时间 书记 线 方 责任人 现场 要务 资源 动力 生产力 关口 道防线 议题 课堂 任务 标准 位的 人称 反应
    落点 产业
""")
"""第一时间 and the like rank nothing."""
COUNTING = words("""
    其中 共 有 设 下设 下辖 管辖 辖 建 新建 创建 完成 办理 增设 开设 开展 编印 推出 制作 配备 配齐 新增 增加 减少 仅 达 剩
    选派 派出 抽调 集中 打掉 捣毁 端掉 侦破 破 缴获 扣押 组织 投用 改造 修缮 修建 承办 主办 参加 夺得 斩获 拥有 现有 覆盖
    涉及 跨 横跨 辗转 连续 先后 打造 制定 出台 印发 形成 提出 解决 落地 引进 签约 实施 整治 关停 取缔 抢救 护送 帮助 帮扶
    资助 走进 送出 列出 梳理 评出 选出 涌现 设置 设立 架设 铺设 安装 采购 购置 订立 签订 建起 种下 修通 打通 拍摄 出版
    入选 命名 表彰 提请 提交 审议 收缴 查扣 收治 收 发 出 送 等 及 和 与 、
""")
"""Before a small Chinese numeral that counts what follows."""
PUBLICATIONS_BEHIND = words("简报 通报 专报 快报 信息 内参 报道 刊登 刊载")
"""Behind the number of an issue."""
PUBLICATIONS = words("""
    报 简报 通报 信息 专报 快报 要情 动态 刊 杂志 通讯 公报 公告 快讯 周报 月报 总第 内参 参考 情况反映 《 彩票
""")
"""Beside the number of an issue."""
PROPORTIONS = words("比例 比值 配比 结构 之比 占比 收入比 产业比 [师生医护床人]比")
"""Before a ratio that claims something."""
RANKING = words("""
    位居 位列 排名 居 列 名列 全省 全市 全国 全县 全区 综合 考核 得分 排 稳居 跃居 进位 升至 获 夺得 取得 总分 团体 全警
    同类 行业 小组 倒数 单项 全场 全校 全年级 全院 总榜 榜单 排位 高居 跻身 位次 全球 世界 全系统 组别 摘得 勇夺 名次 并列 成绩
""")
"""Before a place in a ranking."""
FOCUSING = words("围绕 聚焦 紧扣 坚持 突出 从 落实 深化 强化 抓好 把握")
"""Before the name of a programme."""
MOVING = words("前移 后移 上升 下降 提升 前进 进位 晋升 跃升")
"""Before places gained or lost."""
VERBS = words("""
    组织开展 积极开展 扎实开展 广泛开展 深入开展 开展 举办 举行 召开 组织制作 制作 发布 刊发 刊登 收到 征集 建成 建立 组建
    成立 评定 评出 评选 推送 推出 通过 完成 破获 抓获 查处 查获 办理 受理 审结 新收 化解 调解 处置 接报 出动 救出 救助
    疏散 培训 发放 慰问 走访 检查 排查 整改 投入 获评 荣获 获得 获 被评为 评为 共计 共 累计 分别 其中 全年 达到 达 为 有
    了 等
""")
"""Between what was done it to and the thing counted."""
COMPARING = words("""
    同比 环比 较上年 比上年 较去年 比去年 增长 上升 下降 增加 减少 提升 提高 降低 翻
""")
"""A change against an earlier period."""
ACHIEVING = words("""
    建成 建立 获得 荣获 获评 获 抓获 破获 查获 查处 成立 组建 新增 收到 荣立 立功 引进 解救 受理 办结 审结 救出 救助 出动
    培养 举办 召开 各
""")
"""Before a 一 that counts."""
