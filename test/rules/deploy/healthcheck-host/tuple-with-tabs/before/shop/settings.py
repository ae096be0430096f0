ROOT_URLCONF = "shop.urls"
DEBUG = False
INSTALLED_APPS = []
ALLOWED_HOSTS = (
	"shop.example",
	# the old name
	"www.shop.example",  # until 2027
)