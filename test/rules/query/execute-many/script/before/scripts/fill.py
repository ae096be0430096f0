import os

import psycopg2

cursor = psycopg2.connect(os.environ["DATABASE_URL"]).cursor()
cursor.executemany("INSERT INTO lines (title) VALUES (%s)", [("a",), ("b",)])
