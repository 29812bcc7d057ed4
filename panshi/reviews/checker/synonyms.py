"""Words of the field that say the same, words that exclude one another, and words that say nothing about what is counted.

Data for the linker: `SAME` makes a text's words and a figure's words one before they are compared; the first of each line
stands for all. Of a line of `CONTRASTS` a number is about one side, the one named nearest to it.
"""

import re
from functools import lru_cache

from panshi.reviews.checker.lexicon import words
from panshi.reviews.checker.patterns import compiled

SAME = words("""
    刊登稿件=刊稿=刊发稿件=发稿=上稿=见稿=用稿 刊登=刊发=刊播=刊载=登载=发表=见报=刊用=登上=登报=播发=上刊
    稿件=稿子=报道=文稿=通讯稿 新闻稿件=新闻稿=新闻报道
    民辅警=民警、辅警=民警辅警=民警和辅警=辅警民警=民、辅警=民警及辅警=民警与辅警
    图书室=书屋=阅览室=图书馆=图书角=读书角=书吧=图书阅览室 短视频=小视频=微视频
    MV=音乐短片=音乐电视=音乐视频=歌曲MV=音乐MV 微电影=微影片
    发布=推送=下发=推出=推发=发送=派发=下达=更新=发到 发放问卷=发出问卷=问卷发放 回收=收回 调查问卷=问卷
    集中学习=集体学习=集中组织学习=集中学 党课=讲党课=上党课=专题党课=党课宣讲 听课=听讲=听众=听党课
    考试=测试=测验=考核测试=统考=联考 参加考试=参考=应考=走进考场 合格=及格=过关
    按期=按时=及时=如期=准时=截止日前 逾期=超期=过期 免学=免于学习=免予学习 应学=应当学习=应完成=该学
    批示=签批 批示肯定=肯定性批示=批示表扬=批示表彰=批示点赞=批示给予肯定
    推荐=推介=推广 采用=选用=采纳=转发=选登 交流发言=交流经验=经验交流=作交流 上级=上一级
    演讲=讲述=宣讲比赛 比赛=竞赛=大赛=赛事 书画=书法=美术=绘画=书法绘画=书法美术=美术书法 征文=论文=理论文章=理论征文
    文艺展演=文艺汇报展演=文艺汇演=文艺演出=汇报演出=文艺晚会=文艺汇报演出=文艺汇报
    五星级=5星级=五星=5星 四星级=4星级=四星=4星 三星级=3星级=三星=3星
    培验中心=双品培验中心=培育检验中心=培训检验中心 培验站室=双品培验站室=培育检验站室=培验站=培验室
    思想状况=思想动态=思想情况 走访慰问=走访=慰问=看望=家访=走访看望=慰问走访
    阅读量=浏览量=点击量=播放量=阅读=浏览=点击=播放=阅读数=阅读次数=浏览次数=阅读人次 全网=全平台=各平台=网络阅读
    账号=帐号 官方账号=政务账号=官方号 新媒体=融媒体=政务新媒体 采写=撰写=采编=撰稿=自采=写稿
    制作=拍摄=摄制=创作=录制=设计=绘制=拍出=拍了=做了=自制 原创=自主创作 转载=转发转载
    革命传统教育=红色教育=传统教育=红色资源教育=沉浸式教育=红色革命教育=红色传统教育 警示教育=廉政教育=廉政警示教育
    推进会=现场会=现场推进会 小分队=分队=人才队 兴趣小组=俱乐部=社团=兴趣队=兴趣组 队员=骨干队员 组员=会员
    参训=受训=轮训=参加培训 学时=课时 中央=中央级=国家级 省级=省一级=省里的=省里 市级=市一级=地市级 县级=县一级=区县级
    头版头条=头条=报纸头条 荣誉=表彰=奖项 省厅=省公安厅 市局=市公安局 创新案例=工作案例
    征集=收到=征得=收集=征到 获=荣获=获得=捧回=捧得=摘得=拿下=夺得=斩获=得了=收获
    音频=广播稿=广播音频=音频节目 党日=主题党日 星级评定=评星定级=评定星级 学习率=参学率
    参赛=应征=参评 队组=队伍 影像力=影像竞赛 长图=长图片=信息长图 政治理论=政治类=政治学习 业务技能=业务类=业务知识=业务培训
    完成=学完=修完 评定=评出=评选出=评上=评为 领导=局长=领导同志 联系点=示范联系点 平台=系统
""")
"""Words that say the same; longer ones are replaced first."""

CONTRASTS = (
    ("特等奖", "一等奖", "二等奖", "三等奖", "优秀奖", "优秀组织奖"),
    ("一等功", "二等功", "三等功", "嘉奖"),
    ("五星级", "四星级", "三星级", "二星级"),
    ("中央(?!财)|央媒|全国性?媒体|部级", "(?<!中)省级|省媒|省厅|省委|省直", "市级|市媒|市委", "县级|县媒|县融|县新媒体|区级"),
    ("市局矩阵|市局新媒体", "县局矩阵|县级矩阵|县局新媒体"),
    ("培验中心", "培验站室", "(?<!民)(?<!辅)民警", "(?<!民)辅警"),
    ("政治(?!部|工作|思想|建警|处)", "业务(?!工作)"),
    ("发放|发出", "回收"),
    ("(?<!不)按期", "逾期"),
    ("应学", "免学"),
    ("原创", "转载"),
    ("宣传产品|制作", "参赛|征集|比赛[上中里]|参加(?=[^，。；]{0,10}比赛)"),
    ("非头版头条", "(?<!非)头版头条"),
    ("征文", "书画|摄影(?!评选)", "演讲", "微电影", "短视频"),
    ("率(?!先|队|领)", "量(?!化)"),
    ("收案|受理|新收", "结案|办结|审结"),
    ("视频(?!号|会议|、?摄影)",),
)
"""Sides that exclude one another (patterns); a number is of the side named nearest to it."""

EMPTY = words("""
    增长 同比 环比 变成 增至 降至 升至 升到 降到 减到 发展到 低了些 高了些 这个数 后面 虽然
    全年 今年 本年 本年度 年度 年内 当年 上年 去年 上一年 同期 目前 现在 现已 已经 年末 年底 截至 截止 当前 过去一年
    一年来 全市公安机关 全省公安机关 全市公安 公安机关 全市 全县 全区 全局 全警 各级党组织 各级 各地 各县 各单位 各部门
    我局 我市 我们 一共 总共 共计 合计 总计 累计 共有 共 达到 达 为 有 了 的 是 在 把 被 将 由 从 到 至 也 还 均 都 则
    就 仅 只有 只 约 近 超过 超 突破 其中 其余 另有 另外 此外 分别 先后 以及 并 和 与 及 等等 加起来 合起来 组织 开展
    积极 扎实 深入 广泛 认真 举办 举行 进行 实现 保持 完成了 贡献 回落 略 低了 高了 一些 有所 后者 前者 较 比 略有 占
    中的 结果 提高 多了 不少 市局机关 局机关 市局本级 分成 推出 重复 刨去 剔除 除去 去除 扣除 实到 不重复 参加者 民辅警
    便是 就是 名下 一共有 余 这 那 大家 高达 多达 上升 下降 增加 减少 数为 总数 数量 情况 方面 工作 一批 各类 通过
    组织了 开展了 不含 包括 如下 同样 而 又 一季度 二季度 三季度 四季度 前三季度 上半年 下半年 季度 依次 按季 单季 略高于 略低于
    高于 低于 准确地讲 准确地说 确切地说 准确说 定格
""")
"""Words that tell nothing about what is counted."""

TOTALS = words("合起来 加起来 总共 合计 共计 总计 一共 累计 三级合计 合在一起 总数")
"""A number with these alone sums up those before it."""

CHANGING = words("""
    同比 环比 增长 上升 下降 增加 减少 提升 提高 降低 下跌 回落 回升 增幅 降幅 涨幅 高出 低于 净增 多出 少了 多了
    高了 低了 差了 相差 (?:反超|领先|落后)[^，。；0-9]{0,10} 翻 压缩 缩短 压减 上涨 增速 (?<!新)增 降 涨 跌 扩大 增多
    (?:比|较)[^，。；]{1,12}(?:多|少|高|低|快|慢)
""")
"""Before a number that is a change, not a level (unless 到 or 至 stands between)."""

APIECE = words("""
    人均 平均 户均 日均 月均 季均 年均 单条 单篇 单场 单个 单次 单期 单日
    最高 最多 最大 最长 最少 最低 最小 至多 至少 峰值 中位
""")
"""Numbers of one, of an average or of an extreme."""

AIMED = words("力争 争取 计划完成 计划开展 计划新增 拟 目标是 目标为 不低于 预计 有望 将达 将完成 将新增 下一步 下步")
"""Before a number that is not yet one."""

DONE = words("""
    投入 入选 获 被 评 达到 跨入 进入 在 用于 全部 均 分布 覆盖 遍布 受到 受 送 上 下 走 接受 参加 参与 得 来自 常年 贯穿 已 正
""")
"""Right behind a number these begin what is said of the thing, not its name."""

LACKING = words("未(?!来|成年|婚) 没有 没能 尚无 尚有 仍有 不合格 不达标 不足 落空 空白 核减 退出 撤销 取消 扣减")
"""What is counted for not being what a figure counts."""

UNDER_WAY = words("""
    调集 派出 出动 投入(?!使用) 调派 抽调 选派 增派 驰援 带领 率领 动员 发动 安排 集结 调动
""")
"""What is done with some of a standing number: 调集190名队员 says nothing of how many there are."""

_SAME = {word: line.split("=")[0] for line in SAME for word in line.split("=")}
_FOUND = compiled("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
_SIGNS = compiled(r"[^0-9A-Za-z\u4e00-\u9fff]+")
_EMPTY = compiled("|".join(sorted(map(re.escape, EMPTY), key=len, reverse=True)))
_DIGITS = compiled(r"[0-9０-９.,，．]+[万亿]?[余多]?")
_PLACES = compiled(
    r"[\u4e00-\u9fff]{2}[县市区](?:公安局|局)|[\u4e00-\u9fff]{2}分局|[\u4e00-\u9fff]{2,3}派出所|(?<![各个全])[\u4e00-\u9fff]{2}(?:镇|乡(?![村镇亲])|街道)|(?:交警|刑侦|治安|特警|禁毒|网安)[支大中]队"
)


def same(text: str) -> str:
    """The text with words that say the same made one."""
    return _FOUND.sub(lambda found: _SAME[found[0]], text)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The same with signs left out."""
    return _SIGNS.sub("", same(text)).lower()


@lru_cache(maxsize=20_000)
def telling(text: str) -> str:
    """The words of a text that may tell what is counted, a space between them."""
    return " ".join(_EMPTY.sub(" ", same(_PLACES.sub(" ", _DIGITS.sub(" ", text)))).split())


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[str]:
    """The character pairs of a text, none across a stop; Latin words and lone signs stay whole."""
    found: set[str] = set()
    for piece in _SIGNS.split(same(text).lower()):
        found.update(piece[index : index + 2] for index in range(len(piece) - 1))
        if len(piece) == 1:
            found.add(piece)
    return frozenset(found)


_WORDS = compiled("|".join(sorted({re.escape(word): 0 for word in (*_SAME.values(), *EMPTY)}, key=len, reverse=True)))


def joints(text: str, known: frozenset[str]) -> frozenset[str]:
    """The pairs of a text that only join two of its words; `known` are words besides those of the field."""
    found: set[str] = set()
    for piece in _SIGNS.split(same(text).lower()):
        bounds, position = set[int](), 0
        while position < len(piece):
            word = _word_at(piece, position, known)
            bounds.update((position, position + len(word)))
            position += len(word) or 1
        inside = {piece[index : index + 2] for index in range(len(piece) - 1) if index + 1 not in bounds}
        found.update({piece[place - 1 : place + 1] for place in bounds if 0 < place < len(piece)} - inside)
    return frozenset(found)


def _word_at(piece: str, position: int, known: frozenset[str]) -> str:
    longest = next((piece[position : position + n] for n in (5, 4, 3, 2) if piece[position : position + n] in known), "")
    listed = _WORDS.match(piece, position)
    return max(longest, listed[0] if listed else "", key=len)
