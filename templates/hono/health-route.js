{{ web.app }}.get("{{ path }}", (context) => context.json({ status: "ok" }));
