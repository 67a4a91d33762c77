import runpy

import django

django.setup()
runpy.run_module(f"{__package__}.shown")
