"""The counties (郡) with the desks that serve them, to settle a town's name that exists more than once.

A county whose name stands in two regions has both (日高 in Hokkaido and in Wakayama). It knows no towns; it only
narrows what the registers know.
"""

from __future__ import annotations

_BY_DESK = {
    "hokkaido": (
        "石狩 松前 上磯 亀田 茅部 二海 山越 檜山 爾志 奥尻 瀬棚 久遠 島牧 寿都 磯谷 虻田 岩内 古宇 積丹 古平 余市 "
        "空知 夕張 樺戸 雨竜 勇払 増毛 留萌 苫前 天塩 宗谷 枝幸 礼文 利尻 網走 斜里 常呂 紋別 有珠 白老 沙流 新冠 "
        "浦河 様似 幌泉 日高 河東 河西 広尾 中川 足寄 十勝 釧路 厚岸 川上 阿寒 白糠 野付 標津 目梨 上川"
    ),
    "tohoku": (
        "東津軽 西津軽 中津軽 南津軽 北津軽 上北 下北 三戸 岩手 紫波 和賀 胆沢 西磐井 気仙 上閉伊 下閉伊 九戸 "
        "二戸 刈田 柴田 伊具 亘理 宮城 黒川 加美 遠田 牡鹿 本吉 鹿角 北秋田 山本 南秋田 仙北 雄勝 東村山 西村山 "
        "北村山 最上 東置賜 西置賜 東田川 飽海 伊達 安達 岩瀬 南会津 耶麻 河沼 大沼 西白河 東白川 石川 田村 双葉 "
        "相馬"
    ),
    "kanto": (
        "東茨城 那珂 久慈 稲敷 結城 猿島 北相馬 河内 芳賀 下都賀 塩谷 那須 北群馬 多野 甘楽 吾妻 利根 佐波 邑楽 "
        "北足立 入間 比企 秩父 児玉 大里 南埼玉 北葛飾 印旛 香取 山武 長生 夷隅 安房 西多摩 三浦 高座 足柄上 "
        "足柄下 中 愛甲 西八代 南巨摩 中巨摩 南都留 北都留 南佐久 北佐久 小県 諏訪 上伊那 下伊那 木曽 東筑摩 北安曇 "
        "埴科 上高井 下高井 上水内 下水内"
    ),
    "hokuriku": ("北蒲原 西蒲原 南蒲原 東蒲原 三島 南魚沼 中魚沼 刈羽 岩船 中新川 下新川 能美 河北 羽咋 鹿島 鳳珠"),
    "chubu": (
        "羽島 養老 不破 安八 揖斐 本巣 加茂 可児 大野 賀茂 田方 駿東 榛原 周智 愛知 西春日井 丹羽 海部 知多 額田 "
        "北設楽 桑名 員弁 三重 多気 度会 北牟婁 南牟婁"
    ),
    "kinki": (
        "吉田 今立 南条 丹生 三方 大飯 三方上中 蒲生 愛知 犬上 乙訓 久世 綴喜 相楽 船井 与謝 三島 豊能 泉北 泉南 "
        "南河内 川辺 多可 加古 神崎 揖保 赤穂 佐用 美方 山辺 生駒 磯城 宇陀 高市 北葛城 吉野 海草 伊都 有田 "
        "西牟婁 東牟婁 日高"
    ),
    "chugoku": (
        "岩美 八頭 東伯 西伯 日野 仁多 飯石 邑智 鹿足 隠岐 和気 都窪 浅口 小田 真庭 苫田 勝田 英田 久米 加賀 安芸 山県 "
        "豊田 世羅 神石 大島 玖珂 熊毛 阿武"
    ),
    "shikoku": (
        "勝浦 名東 名西 那賀 海部 板野 美馬 三好 小豆 木田 香川 綾歌 仲多度 越智 上浮穴 伊予 喜多 西宇和 北宇和 "
        "南宇和 安芸 長岡 土佐 吾川 高岡 幡多"
    ),
    "kyushu": (
        "糟屋 遠賀 鞍手 嘉穂 朝倉 三井 三潴 八女 田川 京都 築上 神埼 三養基 東松浦 西松浦 杵島 藤津 西彼杵 東彼杵 "
        "北松浦 南松浦 玉名 菊池 阿蘇 上益城 下益城 八代 葦北 球磨 天草 東国東 速見 玖珠 北諸県 西諸県 東諸県 "
        "児湯 東臼杵 西臼杵 鹿児島 薩摩 出水 姶良 曽於 肝属 熊毛 大島"
    ),
    "okinawa": ("国頭 中頭 島尻 宮古 八重山"),
}


def counties() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each county with the desks of the regions that have one of this name."""
    names = dict.fromkeys(f"{name}郡" for row in _BY_DESK.values() for name in row.split())
    return tuple((name, tuple(desk for desk, row in _BY_DESK.items() if name[:-1] in row.split())) for name in names)
