"""The demonstration city: 南通 from the shipped divisions, the real notice through the normal path, made-up content marked 演示."""
