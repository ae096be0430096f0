import os

URL = os.environ["TEST_DATABASE_URL"]
