import Testing

@testable import PureTokenizers

/// Whole messages for what can be wrong in stages.
@Suite struct StageErrorTests {
  @Test("a stage that cannot be read says where and why", arguments: table)
  func message(_ file: String, _ expected: String) {
    let model = #""model":{"type":"WordLevel","vocab":{"a":0,"[UNK]":1},"unk_token":"[UNK]"}"#
    #expect(LoadingTesting.problem(file.replacing("MODEL", with: model)) == expected)
  }

  static let table: [(String, String)] = [
    (
      ###"{"normalizer":"NFC",MODEL}"###,
      ###"normalizer: a string (an object)"###
    ),
    (
      ###"{"normalizer":{},MODEL}"###,
      ###"normalizer.type: required, but not present (BertNormalizer, ByteLevel, Lowercase"###
        + ###", NFC, NFD, NFKC, NFKD, Nmt, Precompiled, Prepend, Replace, Sequence, Strip, Str"###
        + ###"ipAccents)"###
    ),
    (
      ###"{"normalizer":{"type":"nfc"},MODEL}"###,
      ###"normalizer.type: unknown type "nfc" (BertNormalizer, ByteLevel, Lowercase, NFC, "###
        + ###"NFD, NFKC, NFKD, Nmt, Precompiled, Prepend, Replace, Sequence, Strip, StripAccen"###
        + ###"ts)"###
    ),
    (
      ###"{"normalizer":{"type":3},MODEL}"###,
      ###"normalizer.type: no name of a stage (BertNormalizer, ByteLevel, Lowercase, NFC, "###
        + ###"NFD, NFKC, NFKD, Nmt, Precompiled, Prepend, Replace, Sequence, Strip, StripAccen"###
        + ###"ts)"###
    ),
    (
      ###"{"normalizer":{"type":"Bert"},MODEL}"###,
      ###"normalizer.clean_text: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"BertNormalizer","clean_text":true},MODEL}"###,
      ###"normalizer.handle_chinese_chars: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"Strip","strip_left":true},MODEL}"###,
      ###"normalizer.strip_right: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"Prepend"},MODEL}"###,
      ###"normalizer.prepend: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"Replace","pattern":"a","content":"b"},MODEL}"###,
      ###"normalizer.pattern: a string (an object)"###
    ),
    (
      ###"{"normalizer":{"type":"Replace","pattern":{"regex":"a"},"content":"b"},MODEL}"###,
      ###"normalizer.pattern: unknown kind of pattern (String or Regex)"###
    ),
    (
      ###"{"normalizer":{"type":"Replace","pattern":{"Regex":"("},"content":"b"},MODEL}"###,
      ###"normalizer.pattern.Regex: end pattern with unmatched parenthesis (\( is a litera"###
        + ###"l parenthesis), at character 1"###
    ),
    (
      ###"{"normalizer":{"type":"Precompiled"},MODEL}"###,
      ###"normalizer.precompiled_charsmap: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"Precompiled","precompiled_charsmap":"!"},MODEL}"###,
      ###"normalizer.precompiled_charsmap: not base 64 (the standard alphabet, padded)"###
    ),
    (
      ###"{"normalizer":{"type":"Precompiled","precompiled_charsmap":""},MODEL}"###,
      ###"normalizer.precompiled_charsmap: too short (at least 4 bytes)"###
    ),
    (
      ###"{"normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Prepend""###
        + ###"}]},MODEL}"###,
      ###"normalizer.normalizers[1].prepend: required, but not present"###
    ),
    (
      ###"{"normalizer":{"type":"Sequence"},MODEL}"###,
      ###"normalizer.normalizers: required, but not present"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Delimiter","delimiter":"x"},MODEL}"###,
      ###"pre_tokenizer.type: unknown type "Delimiter" (BertPreTokenizer, ByteLevel, CharD"###
        + ###"elimiterSplit, Digits, FixedLength, Metaspace, Punctuation, Sequence, Split, Uni"###
        + ###"codeScripts, Whitespace, WhitespaceSplit)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"CharDelimiterSplit","delimiter":"ab"},MODEL}"###,
      ###"pre_tokenizer.delimiter: a string of several characters (a string of one character)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true},MODEL}"###,
      ###"pre_tokenizer.trim_offsets: required, but not present"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true"###
        + ###","use_regex":null},MODEL}"###,
      ###"pre_tokenizer.use_regex: null (true or false)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Metaspace","replacement":"_","add_prefix_space":false}"###
        + ###",MODEL}"###,
      ###"pre_tokenizer: add_prefix_space is false, but prepend_scheme is always (never)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Metaspace","replacement":"_","prepend_scheme":"First"}"###
        + ###",MODEL}"###,
      ###"pre_tokenizer.prepend_scheme: unknown prepend scheme First (first, never or always)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Split","pattern":{"String":"a"},"behavior":"isolated","###
        + ###""invert":false},MODEL}"###,
      ###"pre_tokenizer.behavior: unknown behavior isolated (Removed, Isolated, MergedWith"###
        + ###"Previous, MergedWithNext or Contiguous)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"FixedLength","length":0},MODEL}"###,
      ###"pre_tokenizer.length: 0 is too small (at least 1)"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Sequence","pre_tokenizers":[]},MODEL}"###,
      ###"pre_tokenizer.pretokenizers: required, but not present"###
    ),
    (
      ###"{"pre_tokenizer":{"type":"Digits"},MODEL}"###,
      ###"pre_tokenizer.individual_digits: required, but not present"###
    ),
    (
      ###"{"post_processor":{"type":"BertProcessing","sep":["a"],"cls":["b",1]},MODEL}"###,
      ###"post_processor.sep: an array of 1 (a token and its id)"###
    ),
    (
      ###"{"post_processor":{"type":"RobertaProcessing","sep":["a",1]},MODEL}"###,
      ###"post_processor.cls: required, but not present"###
    ),
    (
      ###"{"post_processor":{"type":"TemplateProcessing","single":"$A","pair":[],"special_"###
        + ###"tokens":{}},MODEL}"###,
      ###"post_processor.single: a string (an array)"###
    ),
    (
      ###"{"post_processor":{"type":"TemplateProcessing","single":[{"Sequence":{"id":"C",""###
        + ###"type_id":0}}],"pair":[],"special_tokens":{}},MODEL}"###,
      ###"post_processor.single[0].Sequence.id: unknown value "C" (one of A, B)"###
    ),
    (
      ###"{"post_processor":{"type":"TemplateProcessing","single":[{"Sequenz":{}}],"pair":"###
        + ###"[],"special_tokens":{}},MODEL}"###,
      ###"post_processor.single[0]: no part of a template (one Sequence or SpecialToken)"###
    ),
    (
      ###"{"post_processor":{"type":"TemplateProcessing","single":[],"pair":[],"special_to"###
        + ###"kens":{"[CLS]":{"id":"[CLS]","ids":["1"],"tokens":[]}}},MODEL}"###,
      ###"post_processor.special_tokens["[CLS]"].ids[0]: a string (a number)"###
    ),
    (
      ###"{"post_processor":{"type":"Sequence","processors":[{"type":"Foo"}]},MODEL}"###,
      ###"post_processor.processors[0].type: unknown type "Foo" (BertProcessing, ByteLevel"###
        + ###", RobertaProcessing, Sequence, TemplateProcessing)"###
    ),
    (
      ###"{"post_processor":{"type":"ByteLevel"},MODEL}"###,
      ###"post_processor.add_prefix_space: required, but not present"###
    ),
    (
      ###"{"decoder":{"type":"WordPiece","prefix":"##"},MODEL}"###,
      ###"decoder.cleanup: required, but not present"###
    ),
    (
      ###"{"decoder":{"type":"CTC"},MODEL}"###,
      ###"decoder.pad_token: required, but not present"###
    ),
    (
      ###"{"decoder":{"type":"Strip","content":"","start":0,"stop":0},MODEL}"###,
      ###"decoder.content: an empty string (a string of one character)"###
    ),
    (
      ###"{"decoder":{"type":"Strip","content":"a","start":-1,"stop":0},MODEL}"###,
      ###"decoder.start: -1 is too small (at least 0)"###
    ),
    (
      ###"{"decoder":{"type":"Sequence","decoders":[{"type":"fuse"}]},MODEL}"###,
      ###"decoder.decoders[0].type: unknown type "fuse" (BPEDecoder, ByteFallback, ByteLev"###
        + ###"el, CTC, Fuse, Metaspace, Replace, Sequence, Strip, WordPiece)"###
    ),
    (
      ###"{"decoder":{"suffix":3},MODEL}"###,
      ###"decoder.type: required, but not present (BPEDecoder, ByteFallback, ByteLevel, CT"###
        + ###"C, Fuse, Metaspace, Replace, Sequence, Strip, WordPiece)"###
    ),
  ]
}
