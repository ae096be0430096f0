@{{ web.app }}.route("{{ path }}")
def health_check():
    return "ok"
