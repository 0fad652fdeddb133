"""Rules about bodies: the check characters of codes, and how a name in a document may be meant.

Pure functions; the sources are GB 32100-2015 (unified social credit code) and GB 11714 (its organization part).
"""

import re

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
COLLECTIVE = re.compile(
    r"^(?:全市|全县|全区|本市|市|县|区)?(?:级)?(?:各(?!界)|所有|全体)|^(?:基层|县级以上|县以上|地方|其他|其它|尚未|相关|有关)"
    r"|(?:有关|相关|涉及的?|负有[^，]{1,16}职责的)(?:[^，]{0,8})(?:部门|单位|地区|方面|企业|机构)$|等(?:部门|单位)$"
)


def credit_code_problem(code: str) -> str | None:
    """Return a Chinese sentence saying why a unified social credit code (统一社会信用代码) is wrong, or None.

    The eighteenth character is 31 minus the weighted sum modulo 31 (GB 32100-2015, section 5).
    """
    if len(code) != 18:
        return f"统一社会信用代码应为18位，“{code}”是{len(code)}位。"
    wrong = [character for character in code if character not in CREDIT_ALPHABET]
    if wrong:
        return f"统一社会信用代码“{code}”含有不允许的字符“{wrong[0]}”。"
    total = sum(
        CREDIT_ALPHABET.index(character) * weight
        for character, weight in zip(code, CREDIT_WEIGHTS, strict=False)
    )
    if CREDIT_ALPHABET[(31 - total % 31) % 31] != code[17]:
        return f"统一社会信用代码“{code}”的校验位不符，请核对。"
    return None


def is_collective(name: str) -> bool:
    """Tell whether a name stands for many bodies (各县（市、区）政府, 市有关部门) rather than for one."""
    return bool(COLLECTIVE.search(name))
