import Testing

@testable import PureTokenizers

/// Version 2.0 of the format. The rows are what tokenizers 1.0.0rc3 makes of the version 1.0 on
/// the right, read back.
@Suite struct FormatTwoTests {
  @Test("stages of version 2.0 become those of version 1.0", arguments: table)
  func conversion(_ name: String, _ file: String, _ expected: [String]) throws {
    let saved = try LoadingTesting.saved("{\"version\":\"2.0\",\"role_to_token\":null,\(file)}")
    for part in expected { #expect(saved.contains(part), "\(name): \(saved)") }
  }

  private static let words = #""model":{"type":"WordLevel","vocab":{"a":0,"b":1},"unk_token":"a"}"#
  private static let bytes =
    #""model":{"type":"BPE","byte_level":true,"vocab":{"a":0,"Ġ":1},"merges":[]}"#
  private static let gpt2 =
    #"{"type":"Split","pattern":{"Regex":"'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|"#
    + #" ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false}"#
  private static let mergedWithNext =
    #"{"type":"Split","pattern":{"String":"▁"},"behavior":"MergedWithNext","invert":false}"#

  private static func metaspace(_ scheme: String, drops: Bool = false) -> String {
    #"{"type":"MetaspaceNormalizer","replacement":"▁","prepend":"\#(scheme)","#
      + #""drop_whitespace":\#(drops)}"#
  }

  static let table: [(String, String, [String])] = [
    (
      "Metaspace",
      #""normalizer":\#(metaspace("always")),"pre_tokenizer":\#(mergedWithNext),\#(words)"#,
      [
        #""version":"1.0""#, #""normalizer":null"#,
        #""pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"#,
      ]
    ),
    (
      "Metaspace without cuts",
      #""pre_tokenizer":null,"normalizer":\#(metaspace("first")),\#(words)"#,
      [
        #""normalizer":null,"pre_tokenizer":"#
          + #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":false}"#
      ]
    ),
    (
      "WhitespaceSplit and Metaspace after NFC",
      #""normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},"#
        + #"\#(metaspace("never", drops: true))]},"pre_tokenizer":\#(mergedWithNext),\#(words)"#,
      [
        #""normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"}]},"pre_tokenizer":"#
          + #"{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","#
          + #""replacement":"▁","prepend_scheme":"never","split":true}]}"#
      ]
    ),
    (
      "ByteLevel", #""pre_tokenizer":\#(gpt2),\#(bytes)"#,
      [
        #""pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"#
          + #""use_regex":true},"post_processor":null"#
      ]
    ),
    (
      "ByteLevel without pattern", bytes,
      [
        #""pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"#
          + #""use_regex":false}"#
      ]
    ),
    (
      "ByteLevel after others",
      #""pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":"#
        + #"true}]},\#(bytes)"#,
      [
        #""pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Digits","#
          + #""individual_digits":true},{"type":"ByteLevel","add_prefix_space":false,"#
          + #""trim_offsets":true,"use_regex":false}]}"#
      ]
    ),
    (
      "a template of ids",
      #""post_processor":{"type":"TemplateProcessing","single":[{"ids":[1,7]},{"seq":"A"}],"#
        + #""pair":[{"seq":"A"},{"ids":[0],"type_id":1},{"seq":"B","type_id":2}]},\#(words)"#,
      [
        #""single":[{"SpecialToken":{"id":"b","type_id":0}},{"SpecialToken":{"id":"\#u{23}7","type_id":"#
          + #"0}},{"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}},"#
          + #"{"SpecialToken":{"id":"a","type_id":1}},{"Sequence":{"id":"B","type_id":2}}],"#
          + #""special_tokens":{"\#u{23}7":{"id":"\#u{23}7","ids":[7],"tokens":[""]},"a":{"id":"a","ids":[0],"#
          + #""tokens":["a"]},"b":{"id":"b","ids":[1],"tokens":["b"]}}"#
      ]
    ),
    (
      "a byte-level decoder without fields",
      #""decoder":{"type":"Sequence","decoders":[{"type":"ByteLevel"},{"type":"Metaspace","#
        + #""replacement":"▁","prepend_scheme":"first"}]},\#(words)"#,
      [
        #""decoder":{"type":"Sequence","decoders":[{"type":"ByteLevel","add_prefix_space":true,"#
          + #""trim_offsets":true,"use_regex":true},{"type":"Metaspace","replacement":"▁","#
          + #""prepend_scheme":"first","split":true}]}"#
      ]
    ),
    (
      "added tokens in the order of their ids",
      #""added_tokens":[\#(token(9, "x")),\#(token(5, "y"))],\#(words)"#,
      [#""added_tokens":[{"id":2,"content":"y""#, #"{"id":3,"content":"x""#]
    ),
  ]

  private static func token(_ id: Int, _ content: String) -> String {
    #"{"id":\#(id),"content":"\#(content)","single_word":false,"lstrip":false,"rstrip":false,"#
      + #""normalized":false,"special":true}"#
  }

  @Test("what version 2.0 cannot mean is an error", arguments: failures)
  func failure(_ file: String, _ expected: String) {
    #expect(LoadingTesting.problem("{\"version\":\"2.0\",\(file),\(Self.words)}") == expected)
  }

  static let failures: [(String, String)] = [
    (#""role_to_token":3"#, "role_to_token: a number (an object)"),
    (
      #""normalizer":\#(metaspace("Always"))"#,
      "normalizer.prepend: unknown value \"Always\" (one of first, never, always)"
    ),
    (
      #""normalizer":\#(metaspace("first")),"pre_tokenizer":{"type":"Whitespace"}"#,
      "normalizer: a MetaspaceNormalizer with another pre-tokenizer (none, or a Split that is "
        + "MergedWithNext at the replacement)"
    ),
    (
      #""post_processor":{"type":"TemplateProcessing","single":[{"seq":"C"}],"pair":[]}"#,
      "post_processor.single[0].seq: unknown value \"C\" (one of A, B)"
    ),
    (
      #""post_processor":{"type":"TemplateProcessing","single":[{}],"pair":[]}"#,
      "post_processor.single[0].ids: required, but not present"
    ),
    (#""decoder":{}"#, "decoder.type: required, but not present"),
  ]
}
