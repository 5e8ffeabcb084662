import Testing

@testable import PureTokenizers

/// Whole messages for what can be wrong outside the stages, and in models.
@Suite struct FileErrorTests {
  @Test("a file that is no tokenizer says where and why", arguments: table)
  func message(_ file: String, _ expected: String) {
    let model = #""model":{"type":"WordLevel","vocab":{"a":0,"[UNK]":1},"unk_token":"[UNK]"}"#
    #expect(LoadingTesting.problem(file.replacing("MODEL", with: model)) == expected)
  }

  static let table: [(String, String)] = [
    (
      ###"[]"###,
      ###"tokenizer.json: an array (an object)"###
    ),
    (
      ###"{}"###,
      ###"model: required, but not present"###
    ),
    (
      ###"{"version":"1.0"}"###,
      ###"model: required, but not present"###
    ),
    (
      ###"{"version":"3.0",MODEL}"###,
      ###"version: unknown version "3.0" ("1.0" or "2.0")"###
    ),
    (
      ###"{"version":1,MODEL}"###,
      ###"version: a number (a string)"###
    ),
    (
      ###"{"version":null,MODEL}"###,
      ###"version: null (a string)"###
    ),
    (
      ###"{"zzz":1,MODEL}"###,
      ###"zzz: unknown key (version, truncation, padding, added_tokens, normalizer, pre_to"###
        + ###"kenizer, post_processor, decoder or model)"###
    ),
    (
      ###"{"Model":{},MODEL}"###,
      ###"Model: unknown key (version, truncation, padding, added_tokens, normalizer, pre_"###
        + ###"tokenizer, post_processor, decoder or model)"###
    ),
    (
      ###"{"truncation":5,MODEL}"###,
      ###"truncation: a number (an object)"###
    ),
    (
      ###"{"truncation":{},MODEL}"###,
      ###"truncation.max_length: required, but not present"###
    ),
    (
      ###"{"truncation":{"max_length":1,"strategy":"longest_first","stride":0},MODEL}"###,
      ###"truncation.strategy: unknown value "longest_first" (one of LongestFirst, OnlyFir"###
        + ###"st, OnlySecond)"###
    ),
    (
      ###"{"truncation":{"max_length":-1,"strategy":"LongestFirst","stride":0},MODEL}"###,
      ###"truncation.max_length: -1 is too small (at least 0)"###
    ),
    (
      ###"{"truncation":{"max_length":1.0,"strategy":"LongestFirst","stride":0},MODEL}"###,
      ###"truncation.max_length: 1.0 (an integer)"###
    ),
    (
      ###"{"truncation":{"max_length":1,"max_length":2,"strategy":"LongestFirst","stride":"###
        + ###"0},MODEL}"###,
      ###"truncation.max_length: given twice (once)"###
    ),
    (
      ###"{"truncation":{"max_length":1,"strategy":"LongestFirst","stride":0,"direction":n"###
        + ###"ull},MODEL}"###,
      ###"truncation.direction: null (a string)"###
    ),
    (
      ###"{"padding":{"strategy":"Fixed"},MODEL}"###,
      ###"padding.strategy: no strategy ("BatchLongest" or {"Fixed": 128})"###
    ),
    (
      ###"{"padding":{"strategy":{"Fixed":"4"}},MODEL}"###,
      ###"padding.strategy.Fixed: a string (a number)"###
    ),
    (
      ###"{"padding":{"strategy":{"Longest":4}},MODEL}"###,
      ###"padding.strategy.Fixed: required, but not present"###
    ),
    (
      ###"{"padding":{"strategy":"BatchLongest"},MODEL}"###,
      ###"padding.direction: required, but not present"###
    ),
    (
      ###"{"padding":{"strategy":"BatchLongest","direction":"left"},MODEL}"###,
      ###"padding.direction: unknown value "left" (one of Left, Right)"###
    ),
    (
      ###"{"padding":{"strategy":"BatchLongest","direction":"Left","pad_id":4294967296},MODEL}"###,
      ###"padding.pad_id: 4294967296 is too large (at most 4294967295)"###
    ),
    (
      ###"{"added_tokens":null,MODEL}"###,
      ###"added_tokens: null (an array)"###
    ),
    (
      ###"{"added_tokens":[3],MODEL}"###,
      ###"added_tokens[0]: a number (an object)"###
    ),
    (
      ###"{"added_tokens":[{"id":0,"content":"x","single_word":false,"lstrip":false,"rstri"###
        + ###"p":false,"normalized":false}],MODEL}"###,
      ###"added_tokens[0].special: required, but not present"###
    ),
    (
      ###"{"added_tokens":[{"id":"0","content":"x","single_word":false,"lstrip":false,"rst"###
        + ###"rip":false,"normalized":false,"special":true}],MODEL}"###,
      ###"added_tokens[0].id: a string (a number)"###
    ),
    (
      ###"{"added_tokens":[{"id":0,"id":0,"content":"x","single_word":false,"lstrip":false"###
        + ###","rstrip":false,"normalized":false,"special":true}],MODEL}"###,
      ###"added_tokens[0].id: given twice (once)"###
    ),
    (
      ###"{"model":null}"###,
      ###"model: null (an object)"###
    ),
    (
      ###"{"model":{}}"###,
      ###"model.type: required, but not present (BPE, Unigram, WordLevel, WordPiece)"###
    ),
    (
      ###"{"model":{"type":"GPT"}}"###,
      ###"model.type: unknown type "GPT" (BPE, Unigram, WordLevel, WordPiece)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{}}}"###,
      ###"model.merges: required, but not present"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0},"merges":["a"]}}"###,
      ###"model.merges[0]: not a merge (two tokens with one space between them)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]}}"###,
      ###"model.merges[0]: token "b" is not in the vocabulary (both sides of a merge and w"###
        + ###"hat they make must be)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}"###,
      ###"model.merges[0]: token "ab" is not in the vocabulary (both sides of a merge and "###
        + ###"what they make must be)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b",["a","b"]]}}"###,
      ###"model.merges[1]: an array (a string, as the merges before it)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b","c"]]}}"###,
      ###"model.merges[0]: not a merge (an array of two strings)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}}"###,
      ###"model.vocab.a: -1 is too small (at least 0)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a b":1.5},"merges":[]}}"###,
      ###"model.vocab["a b"]: 1.5 (an integer)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":[],"merges":[]}}"###,
      ###"model.vocab: an array (an object)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{},"merges":[],"dropout":1.5}}"###,
      ###"model.dropout: 1.5 (a number from 0 to 1)"###
    ),
    (
      ###"{"model":{"merges":["a"],"vocab":{"a":0}}}"###,
      ###"model.merges[0]: not a merge (two tokens with one space between them)"###
    ),
    (
      ###"{"model":{"type":"WordPiece","vocab":{},"unk_token":"x"}}"###,
      ###"model.continuing_subword_prefix: required, but not present"###
    ),
    (
      ###"{"model":{"type":"WordLevel","vocab":{}}}"###,
      ###"model.unk_token: required, but not present"###
    ),
    (
      ###"{"model":{"vocab":{}}}"###,
      ###"model.vocab: an object (an array)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":{}}}"###,
      ###"model.vocab: an object (an array)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":[["a"]]}}"###,
      ###"model.vocab[0]: not a token with a score (an array of a string and a number)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":[["a","b"]]}}"###,
      ###"model.vocab[0]: not a token with a score (an array of a string and a number)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":[],"unk_id":0}}"###,
      ###"model.unk_id: 0 (the position of one of 0 tokens)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":[["a",0]],"unk_id":1}}"###,
      ###"model.unk_id: 1 (the position of one of 1 tokens)"###
    ),
    (
      ###"{"model":{"type":"Unigram","vocab":[["a",0]],"byte_fallback":null}}"###,
      ###"model.byte_fallback: null (true or false)"###
    ),
    (
      ###"{"model":{"type":"BPE","vocab":{"a":0},"merges":[] }"###,
      ###"line 1, column 53: unexpected end (`}`)"###
    ),
  ]
}
