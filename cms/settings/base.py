"""Production settings, safe by default; dev.py and test.py only loosen them."""

from datetime import timedelta
from pathlib import Path

from . import environment, logs, plugins

BASE_DIR = Path(__file__).resolve().parents[2]

# The environment: each variable is read here and nowhere else, and stands in the README's table.
SECRET_KEY = environment.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
DATABASES = {"default": environment.database("DATABASE_URL")}
BASE_URL = environment.address("BASE_URL", schemes=("http", "https"))
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", BASE_URL.hostname)
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
REDIS_URL = environment.text("REDIS_URL", "")
SEARCH_URLS = environment.addresses("SEARCH_URL", schemes=("http", "https"))
SEARCH_BACKEND = environment.choice("SEARCH_BACKEND", "opensearch3", ("opensearch3", "elasticsearch9"))
SEARCH_INDEX_PREFIX = environment.text("SEARCH_INDEX_PREFIX", "dialograum")
EMAIL = environment.mail("EMAIL_URL", "smtp://localhost")
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"noreply@{BASE_URL.hostname}")
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
CMS_PLUGINS = plugins.resolved(environment.words("CMS_PLUGINS", "home,news,partnerships,conference"))
PREVIEW_URLS = environment.addresses("PREVIEW_URL", schemes=("http", "https"))
LANGUAGE_CODE = "de"
LANGUAGES = environment.languages("LANGUAGES", "de,ru,en", source=LANGUAGE_CODE)
LOG_LEVEL = environment.text("LOG_LEVEL", "INFO")

INSTALLED_APPS = [
    # Plugins stand before the host and the host before Wagtail: templates and registrations of the first win.
    *CMS_PLUGINS,
    "search",
    "cms",
    "cms.plugins",
    "cms.content_store",
    "cms.delivery",
    "cms.translation",
    "cms.pages",
    "cms.blocks",
    "cms.entities",
    "cms.media",
    "cms.accounts",
    "wagtail_localize",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    # wagtail-modeladmin's locale filter needs Django's admin installed; its addresses are never mounted.
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that a probe needs neither a known host name nor https.
    "cms.delivery.middleware.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.delivery.middleware.policies.PolicyMiddleware",
    "cms.delivery.middleware.bad_input.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.delivery.middleware.locale.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # Last, so that the page of a refused login replaces the form.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Storage, caches, tasks, mail
CACHES = environment.caches(REDIS_URL)
# A cache of each process alone would keep sessions that another process has ended.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_HOST = EMAIL["host"]
EMAIL_PORT = EMAIL["port"]
EMAIL_HOST_USER = EMAIL["user"]
EMAIL_HOST_PASSWORD = EMAIL["password"]
EMAIL_USE_TLS = EMAIL["starttls"]
EMAIL_USE_SSL = EMAIL["tls"]
# Workflow mails go out inside the transaction of a publish.
EMAIL_TIMEOUT = 5
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = logs.logging(readable=False, level=LOG_LEVEL)

# Languages
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = "cms.settings.formats"
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# Accounts and sessions
AUTH_USER_MODEL = "cms_accounts.User"
LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# A name tried from one address, and an address trying any names, wait after ten failures; a name alone never does, or
# anybody could lock an editor out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "cms.accounts.services.throttling.client_address"
AXES_LOCKOUT_CALLABLE = "cms.delivery.views.login_refused"
# Who logged in from where is nobody's business after the fact, in the database or in the log.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"

# Transport and headers
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The editor shows its preview in a frame.
X_FRAME_OPTIONS = "SAMEORIGIN"
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()"
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        # Players of video blocks; nothing is asked of them before a reader does.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://rutube.ru"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
    }
}
# Wagtail's widgets start themselves by inline scripts, so the admin has a policy of its own.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'", "blob:"],
}
# The page of all components at /<language>/styleguide/, whose samples are no content.
STYLE_GUIDE = False
# Whether all other hosts of the domain speak https, and whether browsers may ship that, is the operator's decision;
# frames are for the editor's preview (W019).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = "Dialograum"
WAGTAILADMIN_BASE_URL = BASE_URL.geturl()
WAGTAILIMAGES_IMAGE_MODEL = "cms_media.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms_media.DocumentFile"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Nothing may call other hosts: no pictures of people by mail address, no update check, no foreign scripts, no embeds.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILEMBEDS_FINDERS = []
# A small file can unfold to hundreds of megabytes; SVG may carry scripts.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx", "zip"]
# Served by the view that asks for permission; the web server must not serve media/documents/.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Both are written at each save; the database answers the admin when the server does not.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
if SEARCH_URLS:
    WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": f"search.engines.elastic.admin.{SEARCH_BACKEND}"},
        "database": {"BACKEND": "modelsearch.backends.database"},
    }
