"""Settings, discovery of rooms, urls, wsgi and the console script."""
