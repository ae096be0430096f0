@{{ web.app }}.get("{{ path }}")
async def health_check():
    return {"status": "ok"}
