import os
from sqlalchemy import create_engine
create_engine("postgresql://roundhouse.proxy.rlwy.net:41234/railway")
