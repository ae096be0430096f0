FROM python:3.13-slim
WORKDIR /srv
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["gunicorn", "kiosk:kiosk"]
