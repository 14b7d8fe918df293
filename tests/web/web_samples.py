"""An article that tries everything."""

from __future__ import annotations

HOSTILE = {
    "id": "hostile/../<b>&\"'.json",
    "title": "<script>alert(1)</script>\u202egnp.exe <img src=x onerror=alert(2)>",
    "source": '=HYPERLINK("http://evil.example","x")',
    "date": "2025-10-27",
    "url": "javascript:alert(3)",
    "text": (
        "North Korean Foreign Minister Choe Son Hui visited Russia on Monday, "
        "<script>alert(4)</script> <svg/onload=alert(5)> officials said. "
        + "A" * 3000
        + " \u202eRussia\u202c thanked North Korea on Tuesday.\nRussia criticised Japan on Monday."
    ),
}
