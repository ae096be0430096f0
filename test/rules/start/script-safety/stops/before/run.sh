set -euo pipefail
flask db upgrade
exec gunicorn shop:shop
