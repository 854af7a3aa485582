import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { ReactNode, useId, useState } from 'react';
import useDebounce from 'react-use/lib/useDebounce';

const TYPING_MILLISECONDS = 300;

/** A filter that is typed; it counts once the typing pauses. */
export function TextFilter(props: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, placeholder, value, onChange } = props;
  const id = useId();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  // The filter was reset, or the viewer went back: the field follows.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }
  useDebounce(
    () => {
      if (text !== sent) {
        setSent(text);
        onChange(text);
      }
    },
    TYPING_MILLISECONDS,
    [text],
  );
  return (
    <TextField
      id={id}
      size="small"
      variant="outlined"
      label={label}
      placeholder={placeholder}
      value={text}
      onChange={event => setText(event.target.value)}
      InputLabelProps={{ shrink: true }}
      style={{ flex: '0 1 280px', minWidth: 200 }}
    />
  );
}

/** A filter that is chosen; the empty value stands for all. */
export function ChoiceFilter(props: {
  label: string;
  all: string;
  value: string;
  choices: { value: string; label: ReactNode }[];
  onChange: (value: string) => void;
}) {
  const { label, all, value, choices, onChange } = props;
  const id = useId();
  return (
    <TextField
      id={id}
      select
      size="small"
      variant="outlined"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      InputLabelProps={{ shrink: true, htmlFor: id }}
      SelectProps={{
        displayEmpty: true,
        SelectDisplayProps: { 'aria-label': label },
      }}
      style={{ flex: '0 1 200px', minWidth: 140 }}
    >
      <MenuItem value="">{all}</MenuItem>
      {/* A value of a link stays chosen while the choices are still loading. */}
      {value !== '' && choices.every(choice => choice.value !== value) && (
        <MenuItem value={value}>{value}</MenuItem>
      )}
      {choices.map(choice => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
