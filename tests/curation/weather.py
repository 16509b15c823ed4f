"""Three facts that messages show, and those messages block by block."""

from tests.factories import fact

SKY = fact("The sky over Kabul was clear.", id="test-240216.01")
SEA = fact("The sea off Basra was rough.", id="test-240216.02")
NEW = fact("The sky over Kabul was clouded.", id="test-240216.03")


def blocks_of(message):
    return {block.get("block_id", ""): block for block in message.blocks}
