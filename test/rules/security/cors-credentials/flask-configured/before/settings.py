# what flask-cors reads of the application
CORS_ORIGINS = ["https://harbour.example"]
CORS_SUPPORTS_CREDENTIALS = True
