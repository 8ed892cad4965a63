"""Every Japanese sentence of the page, in one place for proofreading."""

from __future__ import annotations

from collections.abc import Mapping

from chatbot.records import Status

TAGLINE = "道路・橋・上下水道・公園などの維持管理について、資料の文章を引用してお答えします。"

WELCOME_TITLE = "何をお調べしましょうか"
WELCOME_POINTS = (
    "資料にある文章だけを根拠に答えます。根拠の番号を押すと、元の文章を確かめられます。",
    "資料にないことは「見つかりません」とお伝えし、相談できる窓口をご案内します。",
    "続けて質問すると、前の質問を踏まえて答えます。個人情報は入力しないでください。",
)
EXAMPLES_TITLE = "質問の例"
EXAMPLES = (
    "群マネは、どのような考え方ですか",
    "予防保全とは何ですか",
    "複数の市町村で点検をまとめて発注した例を知りたい",
    "橋の点検は何年ごとに行う決まりですか",
)

YOU = "質問"
WAITING = "資料を調べています…"
QUESTION_LABEL = "質問"
QUESTION_PLACEHOLDER = "例: 包括的民間委託を始めた市の工夫を教えてください"
QUESTION_HINT = "Enter で改行、Shift+Enter または「送信」で送ります。"
SEND = "送信"
NEW_TOPIC = "新しい相談を始める"
ANSWERED = "回答を表示しました。"
FAILED = "うまく処理できませんでした。時間をおいて、もう一度お試しください。"

CITATIONS_TITLE = "根拠にした資料"
OPEN_DOCUMENT = "該当箇所を見る"
OPEN_MARKER = "根拠{marker}の該当箇所を見る"
SOURCE = "出典 "
PAGE = "{page}ページ"
DESK_TITLE = "ご相談の窓口"
CANDIDATES_TITLE = "窓口の候補"
PHONE = "電話"
EMAIL = "メール"
NO_CONTACT = "電話番号とメールアドレスは公表されていません。"
NOTICES = "お知らせ"

STATUS_BADGES: Mapping[Status, str] = {
    "partial": "一部だけ見つかりました",
    "clarify": "確認させてください",
    "abstained": "資料に見つかりません",
    "escalated": "窓口へのご相談をお勧めします",
    "refused": "お答えできません",
}

REGION_TITLE = "あなたの自治体"
REGION_LABEL = "市区町村または都道府県"
REGION_PLACEHOLDER = "例: 静岡県下田市"
REGION_SET = "設定"
REGION_CLEAR = "解除"
REGION_HINT = "設定すると、担当の相談窓口を表示します。このブラウザだけに保存します。"
REGION_UNSET = "まだ設定されていません。"

VIEWER_CLOSE = "閉じる"
VIEWER_TITLE = "資料の表示"
VIEWER_SUMMARY = "これは本プロジェクトが作成した要約です。正式な内容は、出典の資料をご確認ください。"
VIEWER_CUT_BEFORE = "（前の部分は省略しています）"
VIEWER_CUT_AFTER = "（後の部分は省略しています）"
VIEWER_PREVIOUS = "前のページ"
VIEWER_NEXT = "次のページ"
VIEWER_GONE = "この資料は、更新または削除されたため表示できません。もう一度質問してください。"
VIEWER_LINK = "公開元のページを開く"

LIBRARY_TITLE = "収録している資料"
LIBRARY_COUNT = "{documents}件の資料を収録しています。"
SEARCH_BUILTIN = (
    "検索は、語の重なりで探す内蔵の方式で動いています。見つからないときは、資料に出てきそうな言葉で質問してください。"
)
SEARCH_MODEL = "検索は、意味の近さで探すモデルを併せて使っています。"
