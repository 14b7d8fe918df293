"""The form of an answer by the end of its address: a page, or its data as JSON or CSV."""

from __future__ import annotations

from legation.web.guard import App, Message, Receive, Send

FORMS = (".json", ".csv", ".html")
"""What may stand at the end of any page's address; `.html` is for ids that end in one of these."""


class Forms:
    """Takes the ending off an address and tells the page which form is asked for."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Passes a request on, with `state.form` set to html, json or csv."""
        if scope["type"] == "http":
            path, form = scope["path"], "html"
            if not path.startswith(("/static/", "/openapi")):
                for ending in FORMS:
                    if path.endswith(ending):
                        path, form = path.removesuffix(ending) or "/", ending[1:]
                        break
            # The front page has no name of its own.
            path = "/" if path == "/index" else path
            state = {**scope.get("state", {}), "form": form}
            scope = {**scope, "path": path, "raw_path": path.encode(), "state": state}
        await self._app(scope, receive, send)
