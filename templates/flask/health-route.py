@{{ web.app }}.get("{{ path }}")
def health_check():
    return {"status": "ok"}
