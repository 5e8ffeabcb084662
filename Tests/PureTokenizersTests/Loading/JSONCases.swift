import Testing

/// Texts that are JSON, that are not, and of which readers may think either.
enum JSONCases {
  /// Bytes that show themselves as text, as far as they are.
  struct Text: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var testDescription: String {
      String(decoding: bytes.prefix(40), as: UTF8.self).debugDescription
    }
  }

  /// A text of one line in `before` and `after`, with bytes between them that no string has.
  static func raw(_ before: String, _ bytes: UInt8..., after: String = "") -> Text {
    Text(bytes: Array(before.utf8) + bytes + Array(after.utf8))
  }

  private static func texts(_ strings: [String]) -> [Text] {
    strings.map { Text(bytes: Array($0.utf8)) }
  }

  static let accepted = texts(values + numbers + objects + strings)

  private static let values = [
    "[[]   ]", "[\"\"]", "[]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]", "[1\n]",
    " [1]",
    "[1,null,null,null,2]", "[2] ", "false", "42", "-0.1", "null", "\"asd\"", "true", "\"\"",
    "[\"a\"]\n", "[true]", " [] ", "\t\r\n{}\t\r\n", "[[[[[[[[]]]]]]]]", "[1,2,3,\"x\",[],{}]",
  ]

  private static let numbers = [
    "[123e65]", "[0e+1]", "[0e1]", "[ 4]", "[-0.\(String(repeating: "0", count: 78))1]", "[20e1]",
    "[-0]", "[-123]", "[-1]", "[-0.0]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]",
    "[1e-2]", "[1e+2]", "[123]", "[123.456789]", "[0]", "[0.1]", "[10.01]", "[1e007]",
    "[\(String(repeating: "9", count: 300))]",
  ]

  private static let objects = [
    #"{"a":"b"}"#, #"{"a":"b","c":"d"}"#, #"{"a":"b","a":"c"}"#, #"{"a":"b","a":"b"}"#, "{}",
    #"{"":0}"#, #"{"a\u0000b": 42}"#, #"{"min": -1.0e+28, "max": 1.0e+28}"#, #"{"a":[]}"#,
    #"{"x":[{"id": "\#(String(repeating: "x", count: 40))"}]}"#, "{\n\"a\": \"b\"\n}",
    #"{"t":"\u041f\u043e\u043b"}"#, #"{"a":{"a":{"a":{}}}}"#, #"{ "a" : 1 , "b" : 2 }"#,
  ]

  private static let strings = [
    #"["\u0060\u012a\u12AB"]"#, #"["\uD801\udc37"]"#, #"["\ud83d\ude39\ud83d\udc8d"]"#,
    #"["\"\\\/\b\f\n\r\t"]"#, #"["\\u0000"]"#, #"["\""]"#, #"["a/*b*/c/*d//e"]"#, #"["\\a"]"#,
    #"["\\n"]"#, #"["\u0012"]"#, #"["\uFFFF"]"#, #"["x"]"#, #"[ "x"]"#, #"["\uDBFF\uDFFF"]"#,
    #"["a\u00A0b"]"#, "[\"\u{10FFFF}\"]", "[\"\u{FFFF}\"]", #"["\u0000"]"#, #"["\u002c"]"#,
    "[\"π\"]",
    "[\"\u{1BFFF}\"]", #"["asd "]"#, #"" ""#, #"["\uD834\uDd1e"]"#, #"["\u0821"]"#, #"["\u0123"]"#,
    "[\"\u{2028}\"]", "[\"\u{2029}\"]", #"["\u0061\u30af\u30EA\u30b9"]"#, #"["a\u000Ab"]"#,
    "[\"\u{7F}\"]", #"["\uA66D"]"#, #"["\u005C"]"#, "[\"⍂㈴⍂\"]", #"["\uDBFF\uDFFE"]"#,
    #"["\uD83F\uDFFE"]"#, #"["\u200B"]"#, #"["\u2064"]"#, #"["\uFDD0"]"#, #"["\uFFFE"]"#,
    #"["\u0022"]"#, "[\"€𝄞\"]", "[\"a\u{7F}a\"]", "[\"\u{FEFF}\"]", #"["\uabcd\uABCD\uaBcD"]"#,
  ]

  static let rejected =
    texts(
      brokenArrays + brokenLiterals + brokenNumbers + brokenObjects + brokenStrings + brokenTexts)
    + brokenBytes

  private static let brokenArrays = [
    "[1 true]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]",
    "[\"x\"",
    "[x", "[3[4]]", "[1:2]", "[,]", "[-]", "[   , \"\"]", "[\"a\",\n4\n,1,", "[1,]", "[1,,]",
    "[\"\u{B}a\"\u{C}]", "[*]", "[\"\"", "[1,", "[1,\n1\n,1", "[{}", "[1}", "[1]]", "[1]x", "[[1]",
    "[(1)]", "[1;2]", "[1 2]", "[\"a\" \"b\"]",
  ]

  private static let brokenLiterals = [
    "[fals]", "[nul]", "[tru]", "[True]", "[NULL]", "[falsey]", "[nulll]", "[true1]", "[t rue]",
    "nullnull", "undefined", "[truth]", "[\"x\", truth]",
  ]

  private static let brokenNumbers = [
    "123\u{0}", "[++1234]", "[+1]", "[+Inf]", "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]",
    "[.2e-3]", "[0.1.2]", "[0.3e+]", "[0.3e]", "[0.e1]", "[0E+]", "[0E]", "[0e+]", "[0e]",
    "[1.0e+]",
    "[1.0e-]", "[1.0e]", "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e-3]", "[2.e3]", "[9.e+]", "[Inf]",
    "[NaN]", "[１]", "[1+2]", "[0x1]", "[0x42]", "[Infinity]", "[0e+-1]", "[-123.123foo]",
    "[-Infinity]", "[-foo]", "[- 1]", "[-012]", "[-.123]", "[-1x]", "[1ea]", "[1.]", "[.123]",
    "[1.2a-3]", "[1.8011670033376514H-308]", "[012]", "[1_000]", "[1,000.]", "[00]", "[-]", "[--1]",
    "[1e1.5]", "[1e 1]", "[0b1]", "[1n]", "[1f]", "2@", "-", "1.e", "+",
  ]

  private static let brokenObjects = [
    "{[: \"x\"}", "{\"x\", null}", "{\"x\"::\"b\"}", "{🇨🇭}", "{\"a\":\"a\" 123}", "{key: 'value'}",
    "{'a':0}", "{\"a\" b}", "{:\"b\"}", "{\"a\" \"b\"}", "{\"a\":", "{\"a\"", "{1:1}",
    "{9999E9999:1}",
    "{null:null,null:null}", "{\"id\":0,,,,,}", "{\"id\":0,}", "{\"a\":\"b\"}/**/",
    "{\"a\":\"b\"}/**//", "{\"a\":\"b\"}//", "{\"a\":\"b\"}/", "{\"a\":\"b\",,\"c\":\"d\"}",
    "{a: \"b\"}", "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }", "{\"a\":\"b\"}#", "{,}", "{\"a\"}",
    "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\"=1}", "{\"a\":}", "{}}", "{]", "{[]:1}",
    "{{}:1}",
    "{true:1}", "{\"a\":1,\"b\"}", "{\"x\": true,",
  ]

  private static let brokenStrings = [
    #"["\uD800\"]"#, #"["\uD800\u"]"#, #"["\uD800\u1"]"#, #"["\uD800\u1x"]"#, "[é]",
    "[\"\\\u{0}\"]",
    #"["\x00"]"#, #"["\\\"]"#, "[\"\\\t\"]", "[\"\\🌀\"]", #"["\"]"#, #"["\u00A"]"#,
    #"["\uD834\uDd"]"#, #"["\uD800\uD800\x"]"#, #"["\a"]"#, #"["\uqqqq"]"#, #"[\u0020"asd"]"#,
    #"[\n]"#, "\"", "['x']", "abc", "[\"\\", "[\"a\u{0}a\"]", "[\"a\nb\"]", "[\"\t\"]",
    #""\UA66D""#,
    "\"\"x", "[\"\u{1F}\"]", "[\"\r\"]", #"["\u{61}"]"#, #"["\0"]"#, #"["\'"]"#, #"["\u 061"]"#,
    #"["\u+061"]"#, #"["\u006"]"#, "[\"a]", "[`a`]", "[“a”]", #"["a" "b"]"#, #"["\v"]"#,
  ]

  private static let brokenTexts = [
    "", " ", "\n", "<.>", "<null>", "[<null>]", "[\u{2060}]", "[1]x", "[\"asd]", "aå", "1]", "[][]",
    "]", "}", "[\u{0}]", "\u{0}", "{\"\":", "{\"a\":/*comment*/\"b\"}", "{\"a\": true} \"x\"", "['",
    "[,", "[{", "[\"a", "[\"a\"", "{", "{,", "{[", "{\"a", "{'a'", "[", #"["\{["\{["\{["\{"#, "*",
    "{\"a\":\"b\"}#{}", #"[\u000A""]"#, "[1", "[ false, nul", "[ true, fals", "[ false, tru",
    "{\"asd\":\"asd\"", "å", "\u{2060}", "[\u{C}]", "[\u{A0}1]", "[\u{85}]", "// 1\n1", "# 1\n1",
    ",", ":", "\\", "1 1", "{} {}", "[] 1", "nulls", "\u{FEFF}",
    String(repeating: "[", count: 100_000), String(repeating: "[{\"\":", count: 50_000),
  ]

  private static let brokenBytes = [
    raw("[a", 0xE5, after: "]"), raw("[", 0xFF, after: "]"), raw("[123", 0xE5, after: "]"),
    raw("[1e1", 0xE5, after: "]"), raw("[0", 0xE5, after: "]"), raw("[1e", 0xE5, after: "]"),
    raw("{\"", 0xB9, after: "\":\"0\",}"), raw("[\"\\u", 0xE5, after: "\"]"),
    raw("[\"\\", 0xE5, after: "\"]"), raw("", 0xEF, 0xBB, after: "{}"), raw("", 0xE5),
    raw("", 0xE9),
    raw("{}", 0x80), raw("[] ", 0xC2),
  ]

  static let free: [(Text, Bool)] =
    texts([
      "[123.456e-789]", "[123e-10000000]", "[-123123123123123123123123123123]",
      "[100000000000000000000]", "[-237462374673276894279832749832423479823246327846]", "[1e308]",
      "[5e-324]", "[1e-999999999999999999999]",
    ]).map { ($0, true) }
    + texts([
      // No finite double.
      "[0.4e00669999999999999999999999999999]", "[-1e+9999]", "[1.5e+9999]", "[-123123e100000]",
      "[123123e100000]", "[1e309]",
      // Half of a surrogate pair.
      #"{"\uDFAA":0}"#, #"["\uDADA"]"#, #"["\uD888\u1234"]"#, #"["\uD800\n"]"#, #"["\uDd1ea"]"#,
      #"["\uD800\uD800\n"]"#, #"["\ud800"]"#, #"["\ud800abc"]"#, #"["\uDd1e\uD834"]"#,
      #"["\uDFAA"]"#,
      // Deeper than 127 levels, and a byte order mark.
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500), "\u{FEFF}{}",
    ]).map { ($0, false) }
    + [
      // Not UTF-8: UTF-16, other encodings, surrogates, overlong forms, beyond the last scalar.
      raw("", 0xFF, 0xFE, 0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D, 0x00),
      raw("", 0x00, 0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D),
      raw("", 0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D, 0x00),
      raw("[\"", 0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA, after: "\"]"),
      raw("[\"", 0xED, 0xA0, 0x80, after: "\"]"), raw("[\"", 0xFF, after: "\"]"),
      raw("[\"", 0xE9, after: "\"]"), raw("[\"", 0x81, after: "\"]"),
      raw("[\"", 0xF4, 0xBF, 0xBF, 0xBF, after: "\"]"), raw("[\"", 0xC0, 0xAF, after: "\"]"),
      raw("[\"", 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, after: "\"]"),
      raw("[\"", 0xFC, 0x80, 0x80, 0x80, 0x80, 0x80, after: "\"]"),
      raw("[\"", 0xE0, 0xFF, after: "\"]"), raw("[\"", 0xF0, 0x9F, 0x99, after: "\"]"),
    ].map { ($0, false) }
}
