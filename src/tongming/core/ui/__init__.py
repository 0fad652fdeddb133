"""Design system of the platform: base templates, components, style sheets and small optional scripts."""
