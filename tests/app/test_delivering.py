from bot.app.delivering import delivery_jobs, make_outbox
from bot.scheduling.jobs import heartbeat
from bot.settings import Settings
from tests.ceilings import everything
from tests.delivery.circle import added, circle, judged, letter_of
from tests.factories import fact

SKY = fact("The sky over Kabul was clear.", id="test-240216.01")


async def test_what_is_retracted_is_corrected_by_the_heartbeat_alone():
    async with circle(rate_limited=False) as around:
        await around.append(added(SKY))

        settings = Settings(_env_file=None)
        outbox = make_outbox(around.database, around.postman, settings, around.clock, everything)
        async with heartbeat(delivery_jobs(around.database, outbox, settings, around.clock)):
            await outbox.send(letter_of(SKY, seen_seq=await around.head()))
            around.clock.move(60)
            await around.append(judged("retract", SKY))

            assert await around.workspace.wait_for(lambda: len(around.replies()) == 1, timeout_s=10)
