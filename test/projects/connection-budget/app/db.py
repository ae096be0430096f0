from sqlalchemy import create_engine
from app.settings import URL

engine = create_engine(URL, pool_size=20, max_overflow=2)  # twenty looked like plenty
