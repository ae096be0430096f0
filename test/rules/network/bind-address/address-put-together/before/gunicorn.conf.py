import os

bind = "127.0.0.1:" + os.environ.get("PORT", "8123")  # proxy
threads = 3
