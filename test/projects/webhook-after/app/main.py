from fastapi import FastAPI, Header, HTTPException

from app.services.webhook_service import service

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/webhooks/{user_id}/{account_id}")
async def webhook(user_id: int, account_id: int, data: dict, secret: str = Header(), key: str = Header()) -> dict[str, int]:
    if await service.secret_of(user_id) != secret:
        raise HTTPException(status_code=401)
    if not await service.process_webhook_optimized(user_id, key, "accepted"):
        raise HTTPException(status_code=429)
    return {"order": await service.process_webhook_async(user_id, account_id, data)}


@app.post("/queued")
async def queued(data: dict) -> dict[str, str]:
    return await service.ultra_fast_webhook(data)
