"""Several cities in one installation."""

from cms.alerts.jobs import write_and_send
from tests.alerts.mailing import ask, follow
from tests.factories import add_news


def test_each_city_tells_of_itself_alone(sink, world):
    for city in (world.ahola, world.bergo):
        follow(city.client, sink, address="sama@esimerkki.test")
    for city in (world.ahola, world.bergo):
        add_news(city.region, f"{city.word} tiedottaa")
    write_and_send()
    mails = {str(mail.mail["Subject"]): mail for mail in sink.take()}
    assert set(mails) == {"Ahola tiedottaa", "Bergo tiedottaa"}
    for city, other in ((world.ahola, world.bergo), (world.bergo, world.ahola)):
        mail = mails[f"{city.word} tiedottaa"]
        assert other.word not in mail.text + mail.html
        assert other.word.lower() not in mail.mail["Message-ID"] + mail.mail["List-Id"]
        settings_path = mail.link("asetukset").partition(".test")[2].removeprefix(":80")
        assert "Kaikki kumppanuuspöydät" in city.client.get(settings_path).text
        assert "alert-1" not in other.client.get(settings_path).text
    assert ask(world.bergo.client, "region=olematon").status_code == 400
