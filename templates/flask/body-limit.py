{{ web.app }}.config["MAX_CONTENT_LENGTH"] = {{ megabytes }} * 1_000_000
