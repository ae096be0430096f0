from starlette.responses import PlainTextResponse


class BodyLimit:
    """Answers requests that are too large with 413, whether they say their length or not."""

    def __init__(self, app, most_bytes):
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"0")
        too_large = PlainTextResponse("The request is too large.", 413)
        if length.isdigit() and int(length) > self.most_bytes:
            return await too_large(scope, receive, send)
        seen, is_answered = 0, False

        async def counted():
            nonlocal seen
            message = await receive()
            if seen <= self.most_bytes:
                seen += len(message.get("body", b""))
                # An answer that has begun cannot become another one: the server breaks it off.
                if seen > self.most_bytes and not is_answered:
                    await too_large(scope, receive, send)
            # For the application the visitor is gone: whatever it still answers is dropped.
            return message if seen <= self.most_bytes else {"type": "http.disconnect"}

        async def answered(message):
            nonlocal is_answered
            if seen <= self.most_bytes:
                is_answered = True
                await send(message)

        try:
            await self.app(scope, counted, answered)
        except Exception:
            if seen <= self.most_bytes:
                raise


{{ web.app }}.add_middleware(BodyLimit, most_bytes={{ megabytes }} * 1_000_000)
