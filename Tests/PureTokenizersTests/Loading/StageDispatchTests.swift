import Testing

@testable import PureTokenizers

/// Which stage an object means, with and without a `type`, and what is assumed for absent fields.
@Suite struct StageDispatchTests {
  /// What Hugging Face's library saves after loading a file with this field is the expected value.
  @Test("a field is read as Hugging Face reads it", arguments: table)
  func field(_ key: String, _ value: String, _ expected: String) throws {
    let model = #","model":{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}"#
    let file = "{\"\(key)\":\(value)\(key == "model" ? "" : model)}"
    let saved = try LoadingTesting.saved(file)
    #expect(saved.contains("\"\(key)\":\(expected)"), "\(saved)")
  }

  static let table: [(String, String, String)] = [
    (
      "normalizer",
      ###"{"clean_text":true,"handle_chinese_chars":false,"lowercase":true}"###,
      ###"{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_a"###
        + ###"ccents":null,"lowercase":true}"###
    ),
    (
      "normalizer",
      ###"{"type":"Bert","clean_text":true,"handle_chinese_chars":false,"strip_accents":nu"###
        + ###"ll,"lowercase":true}"###,
      ###"{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_a"###
        + ###"ccents":null,"lowercase":true}"###
    ),
    (
      "normalizer",
      ###"{"type":"Foo","prepend":"x"}"###,
      ###"{"type":"Prepend","prepend":"x"}"###
    ),
    (
      "normalizer",
      ###"{"strip_left":true,"strip_right":false,"prepend":"x"}"###,
      ###"{"type":"Strip","strip_left":true,"strip_right":false}"###
    ),
    (
      "normalizer",
      ###"{"normalizers":[{"type":"NFC"},{"prepend":"x"}]}"###,
      ###"{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Prepend","prepend":"x""###
        + ###"}]}"###
    ),
    (
      "normalizer",
      ###"{"type":3,"pattern":{"String":"a"},"content":"b"}"###,
      ###"{"type":"Replace","pattern":{"String":"a"},"content":"b"}"###
    ),
    (
      "normalizer",
      ###"{"type":"NFC","type":"NFD"}"###,
      ###"{"type":"NFD"}"###
    ),
    (
      "normalizer",
      ###"{"type":"Prepend","prepend":"x","clean_text":1}"###,
      ###"{"type":"Prepend","prepend":"x"}"###
    ),
    (
      "normalizer",
      ###"{"type":"NFC","zzz":{}}"###,
      ###"{"type":"NFC"}"###
    ),
    (
      "normalizer",
      ###"{"pattern":{"Regex":"("},"content":"c","prepend":"x"}"###,
      ###"{"type":"Prepend","prepend":"x"}"###
    ),
    (
      "normalizer",
      ###"null"###,
      ###"null"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"CharDelimiterSplit","delimiter":"é"}"###,
      ###"{"type":"CharDelimiterSplit","delimiter":"é"}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false}"###,
      ###"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":tru"###
        + ###"e}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"Metaspace","replacement":"▁"}"###,
      ###"{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"Metaspace","replacement":"▁","add_prefix_space":true,"prepend_scheme":""###
        + ###"never","split":null,"str_rep":"x"}"###,
      ###"{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"Metaspace","replacement":"▁","add_prefix_space":false,"prepend_scheme":"###
        + ###""never"}"###,
      ###"{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"Punctuation"}"###,
      ###"{"type":"Punctuation","behavior":"Isolated"}"###
    ),
    (
      "pre_tokenizer",
      ###"{"type":"FixedLength"}"###,
      ###"{"type":"FixedLength","length":5}"###
    ),
    (
      "decoder",
      ###"{"suffix":"x"}"###,
      ###"{"type":"BPEDecoder","suffix":"x"}"###
    ),
    (
      "decoder",
      ###"{"prefix":"##","cleanup":false}"###,
      ###"{"type":"WordPiece","prefix":"##","cleanup":false}"###
    ),
    (
      "decoder",
      ###"{"type":"Foo","content":"a","start":1,"stop":2}"###,
      ###"{"type":"Strip","content":"a","start":1,"stop":2}"###
    ),
    (
      "decoder",
      ###"{"pattern":{"String":"a"},"content":"b"}"###,
      ###"{"type":"Replace","pattern":{"String":"a"},"content":"b"}"###
    ),
    (
      "decoder",
      ###"{"pad_token":"p","word_delimiter_token":"|","cleanup":true}"###,
      ###"{"type":"CTC","pad_token":"p","word_delimiter_token":"|","cleanup":true}"###
    ),
    (
      "post_processor",
      ###"{"type":"BertProcessing","sep":["s",1],"cls":["c",0],"trim_offsets":true,"add_pr"###
        + ###"efix_space":true}"###,
      ###"{"type":"RobertaProcessing","sep":["s",1],"cls":["c",0],"trim_offsets":true,"add"###
        + ###"_prefix_space":true}"###
    ),
    (
      "post_processor",
      ###"{"type":"Foo","sep":["s",1],"cls":["c",0]}"###,
      ###"{"type":"BertProcessing","sep":["s",1],"cls":["c",0]}"###
    ),
    (
      "post_processor",
      ###"{"sep":["s",1],"cls":["c",0],"trim_offsets":"x","add_prefix_space":true}"###,
      ###"{"type":"BertProcessing","sep":["s",1],"cls":["c",0]}"###
    ),
    (
      "post_processor",
      ###"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false}"###,
      ###"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":tru"###
        + ###"e}"###
    ),
    (
      "post_processor",
      ###"{"single":[],"pair":[{"Sequence":{"id":"B","type_id":7}}],"special_tokens":{"b":"###
        + ###"{"id":"b","ids":[2,3],"tokens":["x","y"]},"a":{"id":"a","ids":[],"tokens":[]}},""###
        + ###"add_prefix_space":true}"###,
      ###"{"type":"TemplateProcessing","single":[],"pair":[{"Sequence":{"id":"B","type_id""###
        + ###":7}}],"special_tokens":{"a":{"id":"a","ids":[],"tokens":[]},"b":{"id":"b","ids":"###
        + ###"[2,3],"tokens":["x","y"]}}}"###
    ),
    (
      "post_processor",
      ###"{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"tr"###
        + ###"im_offsets":false}]}"###,
      ###"{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"tr"###
        + ###"im_offsets":false,"use_regex":true}]}"###
    ),
    (
      "truncation",
      ###"{"max_length":3,"strategy":"OnlySecond","stride":1,"zzz":0}"###,
      ###"{"direction":"Right","max_length":3,"strategy":"OnlySecond","stride":1}"###
    ),
    (
      "truncation",
      ###"null"###,
      ###"null"###
    ),
    (
      "padding",
      ###"{"strategy":{"Fixed":3},"direction":"Left","pad_id":4294967295,"pad_type_id":1,""###
        + ###"pad_token":"é"}"###,
      ###"{"strategy":{"Fixed":3},"direction":"Left","pad_to_multiple_of":null,"pad_id":42"###
        + ###"94967295,"pad_type_id":1,"pad_token":"é"}"###
    ),
    (
      "padding",
      ###"{"strategy":"BatchLongest","direction":"Right","pad_to_multiple_of":null,"pad_id"###
        + ###"":0,"pad_type_id":0,"pad_token":""}"###,
      ###"{"strategy":"BatchLongest","direction":"Right","pad_to_multiple_of":null,"pad_id"###
        + ###"":0,"pad_type_id":0,"pad_token":""}"###
    ),
    (
      "added_tokens",
      ###"[{"id":9,"content":"x","single_word":true,"lstrip":false,"rstrip":true,"normaliz"###
        + ###"ed":false,"special":true,"zzz":1},{"id":7,"content":"","single_word":true,"lstri"###
        + ###"p":false,"rstrip":true,"normalized":false,"special":true},{"id":0,"content":"a","###
        + ###""single_word":false,"lstrip":true,"rstrip":false,"normalized":true,"special":fal"###
        + ###"se}]"###,
      ###"[{"id":0,"content":"a","single_word":false,"lstrip":true,"rstrip":false,"normali"###
        + ###"zed":true,"special":false},{"id":1,"content":"x","single_word":true,"lstrip":fal"###
        + ###"se,"rstrip":true,"normalized":false,"special":true}]"###
    ),
    (
      "model",
      ###"{"vocab":{"a":0,"b":1,"ab":2},"merges":["#version: 0.2","a b"]}"###,
      ###"{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,""###
        + ###"end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":"###
        + ###"false,"vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"]]}"###
    ),
    (
      "model",
      ###"{"type":"BPE","vocab":{"b":1,"a":0,"ab":2},"merges":[["a","b"]],"dropout":0.1,"u"###
        + ###"nk_token":"a","continuing_subword_prefix":"","end_of_word_suffix":"x","fuse_unk""###
        + ###":null,"byte_fallback":null,"ignore_merges":true}"###,
      ###"{"type":"BPE","dropout":0.1,"unk_token":"a","continuing_subword_prefix":"","end_"###
        + ###"of_word_suffix":"x","fuse_unk":false,"byte_fallback":false,"ignore_merges":true,"###
        + ###""vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"]]}"###
    ),
    (
      "model",
      ###"{"vocab":{"a":0},"unk_token":"a","continuing_subword_prefix":"##","max_input_cha"###
        + ###"rs_per_word":5}"###,
      ###"{"type":"WordPiece","unk_token":"a","continuing_subword_prefix":"##","max_input_"###
        + ###"chars_per_word":5,"vocab":{"a":0}}"###
    ),
    (
      "model",
      ###"{"vocab":{"a":0},"unk_token":"a"}"###,
      ###"{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}"###
    ),
    (
      "model",
      ###"{"vocab":[["a",-1],["b",1e-7],["c",-11.982494354248047]],"unk_id":0}"###,
      ###"{"type":"Unigram","unk_id":0,"vocab":[["a",-1.0],["b",1e-7],["c",-11.98249435424"###
        + ###"8049]],"byte_fallback":false}"###
    ),
    (
      "model",
      ###"{"vocab":{"a":0},"merges":["a"],"unk_token":"a"}"###,
      ###"{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}"###
    ),
    (
      "model",
      ###"{"type":"WordLevel","vocab":{"a":5,"\u00e9\n":0,"a":3},"unk_token":"zzz"}"###,
      ###"{"type":"WordLevel","vocab":{"é\n":0,"a":3},"unk_token":"zzz"}"###
    ),
  ]
}
