import environ

env = environ.Env()
ROOT_URLCONF = "pier.urls"
DATABASES = {"default":  env.db("DATABASE_URL")}
