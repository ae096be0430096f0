import os

import psycopg

psycopg.connect("postgresql://ferry:kV8wq3ZrTn5xLb2M@roundhouse.proxy.rlwy.net:41234/railway")
