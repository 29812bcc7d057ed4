"""What of QTI no question here can be, by name."""

from panshi.kernel.words import Words

REFUSED = {
    "associateInteraction": Words("任意两两连线", "associate"),
    "hotspotInteraction": Words("图上选区", "hotspot"),
    "selectPointInteraction": Words("图上选点", "select point"),
    "graphicOrderInteraction": Words("图上排序", "graphic order"),
    "graphicAssociateInteraction": Words("图上连线", "graphic associate"),
    "graphicGapMatchInteraction": Words("图上填放", "graphic gap match"),
    "positionObjectInteraction": Words("图上放置", "position object"),
    "drawingInteraction": Words("作图", "drawing"),
    "uploadInteraction": Words("上传文件", "upload"),
    "mediaInteraction": Words("音视频", "media"),
    "endAttemptInteraction": Words("提前结束", "end attempt"),
    "customInteraction": Words("自定义", "custom"),
    "portableCustomInteraction": Words("可移植自定义", "portable custom"),
}
LOST = {"object", "audio", "video", "math", "include", "printedVariable", "templateInline", "templateBlock", "iframe", "embed"}
"""Elements whose content a text would lose."""
