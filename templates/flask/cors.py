from os import environ

from flask_cors import CORS

CORS(
    {{ web.app }},
    origins=[origin for origin in environ.get("CORS_ORIGINS", "").split(",") if origin],
    supports_credentials=True,
)
