/// The help texts.
enum Help {
  static let overview = """
    Turns text into a language model's tokens and back, exactly as Hugging Face's tokenizers do.

    Usage: tokenize COMMAND [OPTIONS] [ARGUMENTS]

    Commands
      encode    text to tokens
      decode    token ids to text
      inspect   what is in a tokenizer.json
      verify    replays golden files and shows the first difference
      fetch     a model's tokenizer from the Hugging Face Hub into the cache
      cache     what the cache has, and removing it

    Try it
      tokenize encode "Hello, how are you?"
      tokenize encode "Hello" --tokenizer path/to/tokenizer.json --ids
      tokenize encode "Hello" --tokenizer bert-base-uncased
      tokenize decode 15496 11 703 --tokenizer path/to/tokenizer.json

    tokenize COMMAND --help tells more. The exit code is 0 when all went well, 1 when something
    failed, and 2 when the command line was wrong; an error is one line on standard error.
    """

  static let encode = """
    Usage: tokenize encode [TEXT...] [--tokenizer PATH|NAME] [OPTIONS]

    Prints the tokens of each TEXT, or of standard input when there is none.

    Options
      --tokenizer PATH|NAME  a tokenizer.json, a folder that has one, or a model on the Hub
                             such as bert-base-uncased or owner/name@revision
                             (default: a small tokenizer that comes with this program)
      --pair TEXT            a second text, encoded together with the first
      --trusted TEXT, --untrusted TEXT
                             segments of one text, in order and as many as you like; special tokens
                             such as <|im_end|> are found in trusted ones only
      --no-special-tokens    without the tokens that the model wants around a text ([CLS], <s>, ...)
      --offsets UNIT         what positions count: utf8 (bytes, the default), scalars
                             (what Python counts), utf16
      --ids | --tokens | --json
                             ids only, tokens only, or everything as one JSON object a text
      --stream               standard input while it comes in: a line of ids whenever some are
                             certain, altogether those of the whole text; neither truncated nor
                             padded
      --jsonl                standard input to standard output, a line in, a line out (see below)

    With --jsonl a line is a JSON string, or an object
      {"text": ..., "segments": [{"text": ..., "trusted": false}, ...], "words": [...],
       "pair": ..., "pair_words": [...],
       "add_special_tokens": true, "encode_special_tokens": false,
       "truncation": {...}, "padding": {...}}
    of which all but the text (or segments, or words) may be left out; truncation and padding have the
    fields that they have in tokenizer.json, and null turns them off. The answer is an object with
    ids, type_ids, tokens, offsets, word_ids, sequence_ids, special_tokens_mask, attention_mask and
    overflowing, with --ids {"ids": [...]} alone, or {"error": ...}; the exit code is 1 when any
    line failed.
    """

  static let decode = """
    Usage: tokenize decode [ID...] [--tokenizer PATH|NAME] [OPTIONS]

    Prints the text of the ids, which stand on the command line or, separated by white space or
    commas, on standard input.

    Options
      --tokenizer PATH|NAME  a tokenizer.json, a folder that has one, or a model on the Hub
                             such as bert-base-uncased or owner/name@revision
                             (default: a small tokenizer that comes with this program)
      --keep-special-tokens  with the special tokens ([CLS], <s>, ...), which are left out otherwise
      --jsonl                a line in, a line out: [1, 2, 3] or {"ids": [1, 2, 3],
                             "skip_special_tokens": true} to {"text": ...}; with "stream": true
                             in the object, to {"text": [...]}, the pieces of text in the order in
                             which they become certain while the ids come in one by one
    """

  static let inspect = """
    Usage: tokenize inspect [--tokenizer PATH|NAME] [--json]

    Tells what is in a tokenizer.json: its stages, its vocabulary, its special tokens.

    Options
      --tokenizer PATH|NAME  a tokenizer.json, a folder that has one, or a model on the Hub
                             such as bert-base-uncased or owner/name@revision
                             (default: a small tokenizer that comes with this program)
      --json                 the same for a program to read
    """

  static let verify = """
    Usage: tokenize verify GOLDEN... [--tokenizers DIRECTORY]

    Replays golden files: encodes and decodes each case again and compares every field with what
    Hugging Face's library gave. Shows the first difference of each file.

    Options
      --tokenizers DIRECTORY  where DIRECTORY/NAME/tokenizer.json is, for golden files that name a
                              tokenizer which does not stand beside them
    """

  static let fetch = """
    Usage: tokenize fetch MODEL... [OPTIONS]

    Downloads the files of a model's tokenizer, unless the cache has them already, and prints the
    folder that they are in. Python's huggingface_hub uses the same cache. Without a network, what
    the cache has stands in.

    Options
      --revision REVISION    a branch, tag, commit or refs/pr/N (default: main)
      --offline              only looks into the cache (as HF_HUB_OFFLINE=1 does)
      --endpoint URL         the Hub (default: $HF_ENDPOINT, else https://huggingface.co)
      --cache DIR            the cache (default: $HF_HUB_CACHE, else ~/.cache/huggingface/hub)
      --token-file FILE      a file with a token (default: $HF_TOKEN, else the file that
                             `hf auth login` wrote)
      --max-size BYTES       refuses larger files (default: 500 MB)
      --no-locks             does not wait for other processes that download the same file
    """

  static let cache = """
    Usage: tokenize cache [list | info MODEL... | remove MODEL... | path] [OPTIONS]

      list      a line for each model: name, size on disk, branches and tags (the default)
      info      the commits and files of a model, and whether it loads offline
      remove    removes a model's tokenizer, what other programs put there stays;
                MODEL may have * and ? in it: tokenize cache remove '*'
      path      where the cache is

    Options
      --json                 the same for a program to read, a line a model
      --dry-run              tells what remove would remove and how much that frees
      --everything           removes all of the model, weights included
                             (without it: the tokenizer's files, and nothing else)
      --cache DIR            the cache (default: $HF_HUB_CACHE, else ~/.cache/huggingface/hub)
    """
}
