from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

app = FastAPI()


@app.post("/crossings")
async def book(crossing: dict):
    return crossing


class BodyLimit:
    """Answers requests that are too large with 413, whether they say their length or not."""

    def __init__(self, app, most_bytes):
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if length.isdigit() and int(length) > self.most_bytes:
            return await PlainTextResponse("The request is too large.", 413)(scope, receive, send)
        seen = 0

        async def counted():
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.most_bytes:
                raise HTTPException(413, "The request is too large.")
            return message

        return await self.app(scope, counted, send)


app.add_middleware(BodyLimit, most_bytes=10 * 1_000_000)
