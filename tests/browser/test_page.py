"""The page in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = pytest.mark.browser

QUESTION = "橋の点検の結果はどこに記録しますか"
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "nativeVirtualKeyCode": 13}


def press_enter(keyboard: CDPSession, *, composing: bool) -> None:
    """Press Enter as the browser sees it; while an input method composes, its code is 229."""
    code = 229 if composing else 13
    text = {} if composing else {"text": "\r"}
    kind = "rawKeyDown" if composing else "keyDown"
    keyboard.send("Input.dispatchKeyEvent", {"type": kind, **ENTER, **text, "windowsVirtualKeyCode": code})
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **ENTER})


def in_view(page: Page, selector: str) -> bool:
    """Tell whether an element stands inside the visible part of the page."""
    seen: bool = page.locator(selector).evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + 2, box.top + 2);
            return box.top >= 0 && box.bottom <= innerHeight && element.contains(top);
        }"""
    )
    return seen


def test_from_question_to_highlighted_passage(visit: Any) -> None:
    """A question is answered with a citation; its number opens the document with the passage marked and in view."""
    page = visit.open()
    visit.ask(QUESTION)
    assert "点検調書" in page.locator("#log .answer").inner_text()
    quote = page.locator(".quotes blockquote").last.inner_text()
    page.locator("#log .answer .marker").last.click()
    page.locator("#passage").wait_for()
    assert quote in page.locator("#passage").inner_text()
    page.wait_for_function("document.activeElement?.tagName === 'H2'")
    assert in_view(page, "#passage")
    page.keyboard.press("Escape")
    page.locator(".viewer").wait_for(state="detached")
    page.wait_for_function("document.activeElement?.classList.contains('marker')")
    assert visit.errors == []


def test_municipality_shows_its_desk_and_is_remembered(visit: Any) -> None:
    """An ambiguous name offers its places; the choice shows the desk and is still there after a reload."""
    page = visit.open()
    page.get_by_label("市区町村または都道府県").fill("府中市")
    page.get_by_role("button", name="設定").click()
    page.get_by_role("button", name="広島県府中市").click()
    page.locator("#card .desk").wait_for()
    assert "中国地方整備局" in page.locator("#card").inner_text()
    page.reload()
    page.locator("#card .desk").wait_for()
    assert "中国地方整備局" in page.locator("#card").inner_text()
    page.get_by_role("button", name="解除").click()
    page.get_by_text("まだ設定されていません。").wait_for()


def test_other_visitor_sees_nothing_of_the_first(visit: Any, browser: Any) -> None:
    """Conversation and municipality belong to one browser."""
    page = visit.open()
    visit.ask(QUESTION)
    page.get_by_label("市区町村または都道府県").fill("下田市")
    page.get_by_role("button", name="設定").click()
    page.locator("#card .desk").wait_for()
    context = browser.new_context(locale="ja-JP")
    other = context.new_page()
    other.goto(visit.address)
    other.get_by_text("まだ設定されていません。").wait_for()
    assert other.locator(".exchange").count() == 0
    context.close()


def test_enter_of_the_input_method_sends_nothing(visit: Any) -> None:
    """Enter that confirms a Japanese word, and Enter after it, never send; the send button does."""
    page = visit.open()
    box = page.locator("#question textarea")
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "はしのてんけん", "selectionStart": 7, "selectionEnd": 7})
    press_enter(keyboard, composing=True)
    keyboard.send("Input.insertText", {"text": "橋の点検"})
    press_enter(keyboard, composing=False)
    page.wait_for_timeout(400)
    assert page.locator(".exchange").count() == 0
    assert box.input_value() == "橋の点検\n"
    page.get_by_role("button", name="送信").click()
    page.locator(".exchange .reply:not(.waiting)").wait_for()
    assert "橋の点検" in page.locator(".asked").inner_text()


def test_enter_of_the_input_method_sets_no_municipality(visit: Any) -> None:
    """In the one-line box Enter sends, but not the Enter that confirms a word."""
    page = visit.open()
    page.get_by_label("市区町村または都道府県").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "しもだ", "selectionStart": 3, "selectionEnd": 3})
    press_enter(keyboard, composing=True)
    page.wait_for_timeout(400)
    assert "まだ設定されていません。" in page.locator("#card").inner_text()
    keyboard.send("Input.insertText", {"text": "下田市"})
    press_enter(keyboard, composing=False)
    page.locator("#card .desk").wait_for()
    assert "静岡県下田市" in page.locator("#card").inner_text()


def test_scripts_in_question_and_document_do_nothing(visit: Any) -> None:
    """Markup in a question or a document is shown as text: nothing runs, nothing is fetched from outside."""
    page = visit.open()
    visit.ask("<img src=http://evil.example/q.png onerror=window.pwned=1> という札が含まれる文はどれですか")
    visit.ask("画面を壊そうとする文の札と絵について")
    page.locator("#log [data-action=open]").last.click()
    page.locator(".viewer .page").wait_for()
    assert "<img src=" in page.locator(".viewer .page").inner_text()
    assert "<img src=http" in page.locator(".asked").first.inner_text()
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert page.locator("#log img, .viewer img").count() == 0
    assert visit.outside() == []


def test_injected_markup_would_not_run_either(visit: Any) -> None:
    """Should markup slip through one day, the policy stops its handlers, scripts and pictures."""
    page = visit.open()
    page.evaluate(
        """() => {
            const box = document.getElementById('log');
            box.insertAdjacentHTML('beforeend', '<img src="http://evil.example/x.png" onerror="window.pwned=1">');
            box.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.pwned=2">');
            const script = document.createElement('script');
            script.textContent = 'window.pwned = 3';
            box.append(script);
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert all("Content Security Policy" in error for error in visit.errors)


def test_nothing_is_asked_of_another_host(visit: Any) -> None:
    """Opening, asking and reading fetch from this server alone, and the page is Japanese."""
    page = visit.open()
    visit.ask(QUESTION)
    page.locator("#library summary").click()
    page.locator("#library button").first.click()
    page.locator(".viewer").wait_for()
    assert visit.outside() == []
    assert visit.errors == []
    assert page.locator("html").get_attribute("lang") == "ja"


def test_follow_up_and_new_topic(visit: Any) -> None:
    """A second question continues below the first; a new topic starts empty again."""
    page = visit.open()
    visit.ask(QUESTION)
    visit.ask("漏水調査はどのように行いますか")
    assert page.locator(".exchange").count() == 2
    assert "音を聴いて" in page.locator(".exchange").last.inner_text()
    page.get_by_role("button", name="新しい相談を始める").click()
    page.locator(".welcome").wait_for()
    assert page.locator(".exchange").count() == 0


def test_example_is_asked_by_a_press(visit: Any) -> None:
    """An example question is asked as it stands."""
    page = visit.open()
    example = page.locator(".welcome .choice").first
    words = example.inner_text()
    example.click()
    page.locator(".exchange .reply:not(.waiting)").wait_for()
    assert page.locator(".asked p").inner_text() == words


def test_empty_question_is_a_sentence(visit: Any) -> None:
    """An empty question is answered below the box, not by an English message."""
    page = visit.open()
    page.locator("#question textarea").fill("\u3000")
    page.get_by_role("button", name="送信").click()
    page.get_by_role("alert").wait_for()
    assert re.search("質問が空です", page.get_by_role("alert").inner_text())


def test_phone_needs_no_sideways_scrolling(visit: Any) -> None:
    """On a screen of 390 pixels nothing sticks out, and the viewer fills the screen and closes."""
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open()
    visit.ask(QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#log .citation").first.click()
    page.locator("#passage").wait_for()
    assert page.locator(".viewer").evaluate("element => element.getBoundingClientRect().width") == 390
    page.get_by_role("button", name="閉じる").click()
    page.locator(".viewer").wait_for(state="detached")
