from os import environ

from starlette.middleware.cors import CORSMiddleware

{{ web.app }}.add_middleware(
    CORSMiddleware,
    allow_origins=[origin for origin in environ.get("CORS_ORIGINS", "").split(",") if origin],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
