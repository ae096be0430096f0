import dj_database_url

ROOT_URLCONF = 'pier.urls'
WSGI_APPLICATION = 'pier.wsgi.application'
INSTALLED_APPS = []
DATABASES = {
    "default": dj_database_url.parse("postgresql://cap@aws-0-eu-west-2.pooler.supabase.com:6543/port"),
}
