import logging

logging.getLogger("uvicorn.access").disabled = True
