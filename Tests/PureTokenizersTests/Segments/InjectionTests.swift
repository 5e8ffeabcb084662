import Testing

@testable import PureTokenizers

/// A tokenizer whose special tokens somebody wants to smuggle in, and how.
struct Attack: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Everything of the tokenizer.json but the added tokens.
  var stages: String
  /// The special token, which has id 1.
  var token: String
  /// Flags of the added token that are not false.
  var flags: [String] = []
  /// What spells the token.
  var spelling: String

  var tokenizer: Tokenizer {
    get throws {
      func flag(_ name: String) -> String { "\"\(name)\":\(flags.contains(name))" }
      let names = ["single_word", "lstrip", "rstrip", "normalized"].map(flag).joined(separator: ",")
      return try Tokenizer(
        json: Array(
          """
          {\(stages),"added_tokens":[{"id":1,"content":"\(token)","special":true,\(names)}]}
          """.utf8))
    }
  }

  static let letters = "abcdefghimnopS E_|<>/[]s▁".enumerated()
    .map { "\"\($1)\":\($0 + 10)" }.joined(separator: ",")
  static let pieces = "abcdefghimnopS E_|<>/[]s▁".map { "[\"\($0)\",-5]" }.joined(separator: ",")

  static func bpe(_ options: String, merges: String = "", vocabulary: String = "") -> String {
    """
    "model":{"type":"BPE","vocab":{"<|m|>":1,\(vocabulary)\(letters)},"merges":[\(merges)],\(options)}
    """
  }

  static let all: [Attack] = [
    Attack(
      testDescription: "the text as it is", stages: bpe("\"dropout\":null"), token: "<|m|>",
      spelling: "<|m|>"),
    Attack(
      testDescription: "a vocabulary that has the token whole",
      stages: bpe("\"ignore_merges\":true"), token: "<|m|>", spelling: "<|m|>"),
    Attack(
      testDescription: "merges that make the token",
      stages: bpe(
        "\"dropout\":null", merges: "\"< |\",\"<| m\",\"<|m |\",\"<|m| >\"",
        vocabulary: "\"<|\":2,\"<|m\":3,\"<|m|\":4,"), token: "<|m|>", spelling: "<|m|>"),
    Attack(
      testDescription: "a piece of a Unigram model",
      stages: """
        "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["</s>",0],\(pieces)]}
        """, token: "</s>", spelling: "</s>"),
    Attack(
      testDescription: "a word of a WordLevel model",
      stages: """
        "pre_tokenizer":{"type":"WhitespaceSplit"},"model":{"type":"WordLevel","unk_token":"?",
        "vocab":{"?":0,"[SEP]":1,\(letters)}}
        """, token: "[SEP]", spelling: "[SEP]"),
    Attack(
      testDescription: "a word of a WordPiece model",
      stages: """
        "pre_tokenizer":{"type":"WhitespaceSplit"},"model":{"type":"WordPiece","unk_token":"?",
        "continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"?":0,"[SEP]":1,\(letters)}}
        """, token: "[SEP]", spelling: "[SEP]"),
    Attack(
      testDescription: "wide letters that a normalizer makes narrow",
      stages: "\"normalizer\":{\"type\":\"NFKC\"}," + bpe("\"ignore_merges\":true"),
      token: "<|m|>", spelling: "＜｜ｍ｜＞"),
    Attack(
      testDescription: "the same, and the token is looked for in normalized text",
      stages: "\"normalizer\":{\"type\":\"NFKC\"}," + bpe("\"dropout\":null"),
      token: "<|m|>", flags: ["normalized"], spelling: "＜｜m｜＞"),
    Attack(
      testDescription: "capitals that a normalizer makes small",
      stages: "\"normalizer\":{\"type\":\"Lowercase\"}," + bpe("\"ignore_merges\":true"),
      token: "<|m|>", flags: ["normalized", "lstrip", "rstrip"], spelling: "<|M|>"),
    Attack(
      testDescription: "a character that a normalizer replaces",
      stages: """
        "normalizer":{"type":"Replace","pattern":{"String":"a"},"content":"<|m|>"},
        \(bpe("\"ignore_merges\":true"))
        """, token: "<|m|>", spelling: "a"),
    Attack(
      testDescription: "a token that takes in white space", stages: bpe("\"dropout\":null"),
      token: "<|m|>", flags: ["lstrip", "rstrip"], spelling: " <|m|> "),
    Attack(
      testDescription: "a token that has to stand alone", stages: bpe("\"ignore_merges\":true"),
      token: "<|m|>", flags: ["single_word"], spelling: "<|m|>"),
  ]
}

@Suite("Text from outside")
struct InjectionTests {
  @Test("untrusted text has no special token, however it spells one", arguments: Attack.all)
  func untrusted(_ attack: Attack) throws {
    let tokenizer = try attack.tokenizer
    for text in [attack.spelling, attack.token, " \(attack.spelling) ", "a\(attack.spelling)b"] {
      let ids = try Self.ids(tokenizer, [.untrusted(text)])
      #expect(!ids.contains(1), "\(text)")
      #expect(!ids.isEmpty)
      let repeated = String(repeating: text, count: 50)
      #expect(try !Self.ids(tokenizer, [.untrusted(repeated)]).contains(1), "\(text)")
    }
  }

  @Test("no special token arises across a border", arguments: Attack.all)
  func borders(_ attack: Attack) throws {
    let tokenizer = try attack.tokenizer
    for spelling in [attack.spelling, attack.token] {
      for cut in spelling.indices.dropFirst() {
        let (first, second) = (String(spelling[..<cut]), String(spelling[cut...]))
        // White space beside a token is no part of it.
        guard !first.allSatisfy(\.isWhitespace), !second.allSatisfy(\.isWhitespace) else {
          continue
        }
        let parts: [[TextSegment]] = [
          [.trusted(first), .untrusted(second)], [.untrusted(first), .trusted(second)],
          [.trusted(first), .trusted(second)], [.untrusted(first), .untrusted(second)],
          [.trusted(first), .untrusted(""), .trusted(second)],
        ]
        for segments in parts {
          #expect(try !Self.ids(tokenizer, segments).contains(1), "\(segments)")
        }
      }
    }
  }

  @Test("no text hides the special token of a trusted segment", arguments: Attack.all)
  func suppression(_ attack: Attack) throws {
    let tokenizer = try attack.tokenizer
    let neighbours = [
      "", "a", " ", "<|", "<|m|", ">", "\u{338}", "|m|>", "[", "</", attack.token, attack.spelling,
    ]
    for before in neighbours {
      for after in neighbours {
        let ids = try Self.ids(
          tokenizer, [.untrusted(before), .trusted(attack.token), .untrusted(after)])
        #expect(ids.filter { $0 == 1 }.count == 1, "\(before) and \(after)")
      }
    }
  }

  /// The ids, which the call for ids alone gives as well.
  static func ids(_ tokenizer: Tokenizer, _ segments: [TextSegment]) throws -> [TokenID] {
    let ids = try tokenizer.encode(segments).ids
    var alone: [TokenID] = []
    try tokenizer.appendIDs(of: .segments(segments), to: &alone)
    #expect(ids == alone, "\(segments)")
    return ids
  }

  @Test("a special token of one character is an error where only the model makes it")
  func singleCharacter() throws {
    let tokenizer = try Tokenizer(
      json: Array(
        """
        {"added_tokens":[{"id":1,"content":"|","special":true,"single_word":false,"lstrip":false,
        "rstrip":false,"normalized":false}],"model":{"type":"BPE","vocab":{"a":0,"|":1},
        "merges":[]}}
        """.utf8))
    #expect(try Self.ids(tokenizer, [.trusted("a|"), .untrusted("a")]) == [0, 1, 0])
    #expect(throws: TokenizerError.specialTokenInText(token: "|", byteOffset: 3)) {
      try tokenizer.encode([.trusted("a|"), .untrusted("a|")])
    }
  }

  @Test("unknown characters and bytes of untrusted text are what they are")
  func unknown() throws {
    let tokenizer = try Tokenizer(
      json: Array(
        """
        {"added_tokens":[{"id":1,"content":"<unk>","special":true,"single_word":false,
        "lstrip":false,"rstrip":false,"normalized":false},{"id":2,"content":"<0x0A>",
        "special":true,"single_word":false,"lstrip":false,"rstrip":false,"normalized":false}],
        "model":{"type":"BPE","vocab":{"a":0,"<unk>":1,"<0x0A>":2},"merges":[],
        "unk_token":"<unk>","byte_fallback":true}}
        """.utf8))
    let ids = try Self.ids(tokenizer, [.untrusted("aé\n")])
    // Hugging Face puts the unknown token behind the bytes that follow it.
    #expect(ids == [0, 2, 1])
  }
}
