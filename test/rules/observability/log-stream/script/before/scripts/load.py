import logging
logging.basicConfig(level=logging.INFO)
