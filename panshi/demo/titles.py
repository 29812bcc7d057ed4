"""Invented titles: of stories, posts, works, topics. Drawn from parts, so that there are thousands and none is real."""

from random import Random

TOPICS = (
    "党的创新理论专题学习",
    "党章党规专题学习",
    "全面从严治警专题学习",
    "先进事迹学习交流",
    "总体国家安全观专题学习",
    "法治思想专题学习",
    "年度重点任务学习研讨",
    "警营廉洁文化学习",
)
WARNINGS = (
    "酒驾醉驾典型案例警示教育",
    "违规经商典型案例警示教育",
    "执法不规范典型案例警示教育",
    "廉政警示片观看讨论",
    "以案促改专题警示教育",
)
HERITAGE_SITES = ("凤凰岭纪念馆", "红石河会师旧址", "清溪烈士陵园", "北山战斗遗址", "老渡口交通站旧址", "青松岭革命纪念园")
LECTURES = ("书记讲党课", "青年民警讲微党课", "宣讲团进警营", "老党员讲传统")
VISITS = ("慰问因公负伤民警", "走访困难民辅警家庭", "看望离退休民警", "慰问一线执勤警力", "走访烈士家属")
THEMED = (
    "人民警察节庆祝活动",
    "理论征文征集",
    "主题演讲比赛",
    "微电影大赛",
    "书画摄影大赛",
    "红色故事讲述比赛",
    "警营读书月",
    "警营开放日",
    "家风家训展示",
    "青年民警才艺展示",
)
SPORTS = ("篮球", "乒乓球", "羽毛球", "游泳救生")

_WHERE = ("辖区", "景区", "校园", "集镇", "高速口", "车站", "社区", "山村", "工地", "江边", "夜市", "园区")
_WHO = ("民警", "辅警", "派出所民警", "交警", "社区民警", "刑警", "女警", "驻村民警")
_DID = (
    "徒步三小时找回走失老人",
    "连夜追回被骗货款",
    "冒雨疏导滞留车辆",
    "上门为高龄老人办证",
    "成功化解十年邻里纠纷",
    "跨省抓获潜逃嫌疑人",
    "护送考生及时入场",
    "劝住正要转账的群众",
    "雪夜救助被困司机",
    "为务工人员追回工资",
    "搜山寻回迷路学生",
    "快侦快破盗窃案",
    "守护茶季平安",
    "开设反诈夜课",
    "把调解室搬到田间",
)
_THEMES = (
    "平安夜巡",
    "反诈课堂",
    "交通安全提示",
    "禁毒宣传",
    "警营一日",
    "便民服务指南",
    "防溺水提醒",
    "户政新规解读",
    "出行提示",
    "防汛提示",
    "警民连心",
    "铁骑日记",
)
_WORK_FIRST = (
    "山路",
    "灯火",
    "渡口",
    "春风",
    "守望",
    "归途",
    "夜色",
    "初心",
    "藏蓝",
    "老屋",
    "江岸",
    "晨光",
    "青松",
    "风雪",
    "界碑",
    "炊烟",
)
_WORK_LAST = ("那盏灯", "上的脚步", "来信", "记", "之约", "里的歌", "的回声", "无声", "有你", "未眠", "长明", "向前")


def story(draw: Random) -> str:
    """A headline."""
    return f"{draw.choice(_WHERE)}{draw.choice(_WHO)}{draw.choice(_DID)}"


def post(draw: Random, number: int) -> str:
    """A message of an account; `number` keeps them apart."""
    return f"{draw.choice(_THEMES)}｜{draw.choice(_WHERE)}{draw.choice(_DID)}（{number}）"


def work(draw: Random) -> str:
    """The title of a film, essay, picture or song."""
    return draw.choice(_WORK_FIRST) + draw.choice(_WORK_LAST)


def works(draw: Random, count: int) -> list[str]:
    """`count` titles, all different; beyond the possible pairs they are numbered."""
    pairs = [first + last for first in _WORK_FIRST for last in _WORK_LAST]
    draw.shuffle(pairs)
    return [pairs[place % len(pairs)] + (f"之{place // len(pairs) + 1}" if place >= len(pairs) else "") for place in range(count)]
