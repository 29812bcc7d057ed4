"""Invented names: of people, towns, stations. Any likeness to a real one is chance."""

from collections.abc import Iterator
from random import Random

COUNTIES = (
    "滨江分局",
    "平溪县公安局",
    "紫云县公安局",
    "石门县公安局",
    "岚河县公安局",
    "宁安县公安局",
    "白水县公安局",
    "阳口县公安局",
    "旬川市公安局",
    "镇岩县公安局",
)
DIVISIONS = (
    "政治部",
    "办公室",
    "新闻宣传中心",
    "指挥中心",
    "刑侦支队",
    "治安支队",
    "交警支队",
    "特警支队",
    "经侦支队",
    "禁毒支队",
    "网安支队",
    "法制支队",
    "警务保障处",
    "督察支队",
    "监管支队",
    "出入境管理支队",
)
TOWN_FIRST = "青白石双龙凤金银清桃柳松竹云岭茶沙溪官新古太永兴安和明高大小上下东西南北中"
TOWN_LAST = "桥坪河沟湾溪坝山岭店关口镇铺庙泉潭湖塘阳坡台寨营渡"
SQUADS_OF_A_COUNTY = ("交警中队", "刑侦中队", "巡特警中队")

_SURNAMES = (
    "王王王李李李张张张刘刘刘陈陈陈杨杨黄黄赵赵吴吴周周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤柯阮纪"
)
_GIVEN_FIRST = "建志文国晓海立永春秋明德家玉俊子雅思佳宇浩一嘉若梓宏伟庆景安远承继书振云青小兴金"
_GIVEN_LAST = "军华平林峰涛斌杰辉宁飞龙波强刚勇亮超鹏磊洋帆航凯然泽霖娟丽敏静芳玲娜婷雪琳倩颖琪萍蓉瑶怡欣悦妍博睿轩"


def people(draw: Random) -> Iterator[str]:
    """Names without end; some come twice, as in any large bureau."""
    while True:
        surname = draw.choice(_SURNAMES)
        given = draw.choice(_GIVEN_LAST) if draw.random() < 0.22 else draw.choice(_GIVEN_FIRST) + draw.choice(_GIVEN_LAST)
        yield surname + given


def towns(draw: Random) -> Iterator[str]:
    """Names of towns, each once; there are some nine hundred."""
    names = [first + last for first in TOWN_FIRST for last in TOWN_LAST if first != last]
    draw.shuffle(names)
    yield from names


def stations(draw: Random, count: int) -> list[str]:
    """`count` names of stations: mostly police stations, some squads, each once in the city."""
    named: list[str] = []
    for town in towns(draw):
        if len(named) == count:
            break
        named.append(town + (draw.choice(SQUADS_OF_A_COUNTY) if len(named) % 8 == 7 else "派出所"))
    return named
