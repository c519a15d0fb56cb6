"""What somebody on call asks about a day later: a time of day alone would be taken for today's."""

from datetime import timedelta

from tests.story.storm import everybody_skips
from tests.world import Phone, World


def test_what_is_a_day_old_is_told_with_its_date(world: World) -> None:
    world.report()
    mette, code = world.phone("mette"), world.phone("mette").code()
    world.clock.advance(timedelta(hours=23))  # and nobody looked meanwhile
    mette.replies("status")
    assert "ingen har den, åben siden kl. 02.40 (svar" in said_to(mette, "Åbne sager")
    world.clock.advance(timedelta(hours=1))

    mette.replies("status")
    assert "ingen har den, åben siden kl. 02.40 (23/11) (svar" in said_to(mette, "Åbne sager")
    mette.replies(f"{code} ?")
    asked = said_to(mette, "1001 kl. 02.40 (23/11), ingen har den")
    assert "Kaldt: Mette Holm 02.40 (23/11)" in asked
    mette.replies(f"{code} løst")
    world.clock.advance(timedelta(hours=24))
    mette.replies(code)
    assert "lukket af Mette Holm kl. 02.40 (24/11)" in said_to(mette, "1001 er lukket af")
    everybody_skips(world)


def said_to(phone: Phone, begins: str) -> str:
    """The first that somebody has not seen yet and that begins so; all has been seen then."""
    said = next(body for body in phone.unread if body.startswith(begins))
    phone.skips()
    return said
