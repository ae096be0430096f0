from dotenv import load_dotenv
load_dotenv()
from shop import site
