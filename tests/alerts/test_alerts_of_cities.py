"""Several cities in one installation."""

from django.test import Client
from wagtail.models import Page, Site

from cms.alerts.jobs import write_and_send
from cms.pages.models import HomePage
from tests.alerts.mailing import ask, follow
from tests.factories import add_news, add_region


def test_each_city_tells_of_itself_alone(sink, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=HomePage(title="Bergo", slug="bergo", locale=home.locale))
    Site.objects.create(hostname="bergo.test", root_page=other)
    homes = {"localhost": home, "bergo.test": HomePage.objects.get(pk=other.pk)}
    clients = {host: Client(SERVER_NAME=host) for host in homes}
    for host, front in homes.items():
        add_region(front, f"alue-{host.partition('.')[0]}")
        follow(clients[host], sink, address="sama@esimerkki.test")
    for host, front in homes.items():
        add_news(front, f"Uutinen {host}")
    write_and_send()
    mails = {str(mail.mail["Subject"]): mail for mail in sink.take()}
    assert set(mails) == {"Uutinen localhost", "Uutinen bergo.test"}
    addresses = {"localhost": "https://kumppanuus.test", "bergo.test": "http://bergo.test"}
    for host, address in addresses.items():
        mail = mails[f"Uutinen {host}"]
        (unwanted,) = set(addresses) - {host}
        assert addresses[unwanted] not in mail.text + mail.html + mail.mail["List-Unsubscribe"]
        assert f"{address}/uutiset/" in mail.text
        path = mail.link("asetukset").removeprefix(address)
        assert clients[host].get(path).text.count("kumppanuuspöydät</h2>") == 1
        assert "</h2>" not in clients[unwanted].get(path).text
    assert ask(clients["bergo.test"], "region=alue-localhost").status_code == 404
    assert ask(clients["bergo.test"], "region=alue-bergo").status_code == 302
