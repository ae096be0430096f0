{{ web.app }}.get("{{ path }}", async () => ({ status: "ok" }));
